namespace SdpKit;

/// <summary>Collects the entries of a sparse matrix in any order.</summary>
internal sealed class TripletList
{
    private readonly List<int> _rows = [];
    private readonly List<int> _columns = [];
    private readonly List<double> _values = [];

    public void Add(int row, int column, double value)
    {
        _rows.Add(row);
        _columns.Add(column);
        _values.Add(value);
    }

    public SparseRows Build(int rowCount, int columnCount) => SparseRows.FromTriplets(
        rowCount,
        columnCount,
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rows),
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_columns),
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values));
}
