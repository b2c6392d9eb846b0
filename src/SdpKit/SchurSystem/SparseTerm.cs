namespace SdpKit.SchurSystem;

/// <summary>Represents the entries of one sparse term, those on the diagonal halved.</summary>
internal readonly ref struct SparseTerm(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<double> weights)
{
    public ReadOnlySpan<int> Rows { get; } = rows;

    public ReadOnlySpan<int> Columns { get; } = columns;

    public ReadOnlySpan<double> Weights { get; } = weights;

    public int Count => Rows.Length;
}
