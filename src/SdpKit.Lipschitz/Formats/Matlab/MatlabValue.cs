using System.Collections.Immutable;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Matlab;

/// <summary>Represents the value of a variable, field or cell.</summary>
/// <param name="Name">Its name, such as <c>weights{2}</c>.</param>
internal abstract record MatlabValue(string Name);

/// <summary>Represents a full array of numbers.</summary>
internal sealed record MatlabArray(StoredTensor Tensor) : MatlabValue(Tensor.Name);

/// <summary>Represents a cell array, its cells in the order in which they are stored.</summary>
internal sealed record MatlabCell(string Name, ImmutableArray<MatlabValue> Cells) : MatlabValue(Name);

/// <summary>Represents a single struct.</summary>
internal sealed record MatlabStruct(string Name, ImmutableArray<MatlabValue> Fields) : MatlabValue(Name);

/// <summary>Represents anything that cannot hold weights: text, an array of structs, a function, an object.</summary>
internal sealed record MatlabOther(string Name, string Description) : MatlabValue(Name);
