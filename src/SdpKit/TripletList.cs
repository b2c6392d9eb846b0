using System.Runtime.InteropServices;

namespace SdpKit;

/// <summary>Collects the entries of a sparse matrix in any order.</summary>
internal sealed class TripletList
{
    private readonly List<int> _rows = [];
    private readonly List<int> _columns = [];
    private readonly List<double> _values = [];

    /// <summary>Makes room for so many more entries at once, where growing step by step would leave as much again behind.</summary>
    public void Reserve(int count)
    {
        _rows.EnsureCapacity(_rows.Count + count);
        _columns.EnsureCapacity(_columns.Count + count);
        _values.EnsureCapacity(_values.Count + count);
    }

    public void Add(int row, int column, double value)
    {
        _rows.Add(row);
        _columns.Add(column);
        _values.Add(value);
    }

    public SparseRows Build(int rowCount, int columnCount) => SparseRows.FromTriplets(
        rowCount,
        columnCount,
        CollectionsMarshal.AsSpan(_rows),
        CollectionsMarshal.AsSpan(_columns),
        CollectionsMarshal.AsSpan(_values));
}
