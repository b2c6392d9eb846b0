using System.Collections.Immutable;
using SdpKit.Formats.Tensors;

namespace SdpKit.Formats.Matlab;

/// <summary>Represents the value of a variable, field or cell.</summary>
/// <param name="Name">Its name, such as <c>weights{2}</c>.</param>
internal abstract record MatlabValue(string Name);

/// <summary>Represents a full array of numbers.</summary>
internal sealed record MatlabArray(StoredTensor Tensor) : MatlabValue(Tensor.Name);

/// <summary>Represents a sparse matrix of numbers, all indices checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RowCount">The number of rows.</param>
/// <param name="ColumnCount">The number of columns.</param>
/// <param name="Rows">The row of each entry, from 0.</param>
/// <param name="Columns">The column of each entry, from 0.</param>
/// <param name="Values">The value of each entry.</param>
internal sealed record MatlabSparse(string Name, int RowCount, int ColumnCount, int[] Rows, int[] Columns, double[] Values) : MatlabValue(Name);

/// <summary>Represents a cell array, its cells in the order in which they are stored.</summary>
internal sealed record MatlabCell(string Name, ImmutableArray<MatlabValue> Cells) : MatlabValue(Name);

/// <summary>Represents a single struct.</summary>
internal sealed record MatlabStruct(string Name, ImmutableArray<MatlabValue> Fields) : MatlabValue(Name);

/// <summary>Represents anything that holds no numbers: text, an array of structs, a function, an object.</summary>
internal sealed record MatlabOther(string Name, string Description) : MatlabValue(Name);
