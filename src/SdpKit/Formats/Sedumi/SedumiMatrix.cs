using SdpKit.Formats.Matlab;

namespace SdpKit.Formats.Sedumi;

/// <summary>Represents a full or sparse matrix of a MAT file by its entries other than zero.</summary>
internal sealed class SedumiMatrix
{
    private readonly string _source;
    private readonly string _name;

    private SedumiMatrix(string source, string name, int rowCount, int columnCount, int storedCount, IEnumerable<(int Row, int Column, double Value)> entries)
    {
        (_source, _name, RowCount, ColumnCount, StoredCount) = (source, name, rowCount, columnCount, storedCount);
        Entries = entries.Where(entry => entry.Value != 0.0).Select(entry => double.IsFinite(entry.Value)
            ? entry
            : throw Error($"found {entry.Value} at row {entry.Row + 1} and column {entry.Column + 1}; expected finite numbers"));
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <summary>Gets how many numbers the file has for the matrix.</summary>
    public int StoredCount { get; }

    /// <summary>Gets the entries, counted from 0, column by column.</summary>
    public IEnumerable<(int Row, int Column, double Value)> Entries { get; }

    /// <exception cref="ProblemFormatException">The value is no matrix of numbers.</exception>
    public static SedumiMatrix Of(string source, MatlabValue value) => value switch
    {
        MatlabSparse sparse => new SedumiMatrix(source, value.Name, sparse.RowCount, sparse.ColumnCount, sparse.Values.Length, EntriesOf(sparse)),
        MatlabArray { Tensor.Shape.Length: 2 } full => new SedumiMatrix(source, value.Name, full.Tensor.Shape[0], full.Tensor.Shape[1], full.Tensor.Count, EntriesOf(full)),
        _ => throw new ProblemFormatException(source, 0, 0, $"variable {Quotation.Of(value.Name)}: found {(value is MatlabOther other ? other.Description : "something else")}; expected a matrix of numbers"),
    };

    /// <summary>Gets how many numbers the matrix has as a vector.</summary>
    /// <exception cref="ProblemFormatException">It is neither a row nor a column.</exception>
    public int VectorLength() => RowCount == 1 || ColumnCount == 1 ? Math.Max(RowCount, ColumnCount)
        : RowCount == 0 || ColumnCount == 0 ? 0
        : throw Error($"found {RowCount} rows and {ColumnCount} columns; expected a vector");

    public ProblemFormatException Error(string problem) => new(_source, 0, 0, $"variable {Quotation.Of(_name)}: {problem}");

    private static IEnumerable<(int Row, int Column, double Value)> EntriesOf(MatlabSparse sparse)
    {
        for (int k = 0; k < sparse.Values.Length; k++)
        {
            yield return (sparse.Rows[k], sparse.Columns[k], sparse.Values[k]);
        }
    }

    private static IEnumerable<(int Row, int Column, double Value)> EntriesOf(MatlabArray full)
    {
        int rowCount = full.Tensor.Shape[0];
        double[] values = full.Tensor.ReadMatrix(transpose: true);
        for (int k = 0; k < values.Length; k++)
        {
            yield return (k % rowCount, k / rowCount, values[k]);
        }
    }
}
