namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Represents the row structure of a supernodal factor: for each supernode its columns and the rows below them. Immutable.</summary>
internal sealed class SupernodeRows
{
    private readonly int[] _columnStarts;
    private readonly int[] _rowStarts;
    private readonly int[] _rows;

    private SupernodeRows(int[] columnStarts, int[] heights)
    {
        int count = heights.Length;
        _columnStarts = columnStarts;
        _rowStarts = new int[count + 1];
        Supernodes = new int[columnStarts[^1]];
        for (int node = 0; node < count; node++)
        {
            Supernodes.AsSpan(columnStarts[node]..columnStarts[node + 1]).Fill(node);
            _rowStarts[node + 1] = checked(_rowStarts[node] + heights[node] - Width(node));
        }

        _rows = new int[_rowStarts[count]];
    }

    /// <summary>Gets the number of supernodes.</summary>
    public int Count => _rowStarts.Length - 1;

    /// <summary>Gets the last supernode; 0 where there is none.</summary>
    public int Root => Math.Max(0, Count - 1);

    /// <summary>Gets the supernode of each column.</summary>
    public int[] Supernodes { get; }

    /// <summary>Gets the first column of a supernode; for <see cref="Count"/>, the number of columns.</summary>
    public int FirstColumn(int node) => _columnStarts[node];

    /// <summary>Gets the number of columns of a supernode.</summary>
    public int Width(int node) => _columnStarts[node + 1] - _columnStarts[node];

    /// <summary>Gets the number of rows of a supernode's panel: its columns and the rows below.</summary>
    public int Height(int node) => Width(node) + _rowStarts[node + 1] - _rowStarts[node];

    /// <summary>Gets the rows below a supernode's columns, ascending.</summary>
    public ReadOnlySpan<int> Below(int node) => _rows.AsSpan(_rowStarts[node].._rowStarts[node + 1]);

    /// <summary>Finds the place of a row in a supernode's panel.</summary>
    /// <returns>The place, from 0, or a negative number where the panel has no such row.</returns>
    public int Find(int node, int row)
    {
        int offset = row - FirstColumn(node);
        if (offset < Width(node))
        {
            return offset;
        }

        int place = Below(node).BinarySearch(row);
        return place < 0 ? place : Width(node) + place;
    }

    /// <summary>Computes the structure from the columns of the matrix, numbered as the supernodes are.</summary>
    public static SupernodeRows Create(EliminationColumns columns, SupernodeTree tree)
    {
        var result = new SupernodeRows(tree.Starts, tree.Heights);
        result.Fill(columns);
        return result;
    }

    /// <summary>The rows of a supernode are those of its columns and those of its children, without its own columns.</summary>
    private void Fill(EliminationColumns columns)
    {
        var firstChild = new int[Count];
        var nextSibling = new int[Count];
        var seen = new int[columns.Order];
        Array.Fill(firstChild, EliminationTree.None);
        Array.Fill(seen, EliminationTree.None);
        for (int node = 0; node < Count; node++)
        {
            int end = _columnStarts[node + 1];
            int free = _rowStarts[node];
            for (int column = _columnStarts[node]; column < end; column++)
            {
                free = AddRows(columns.Rows(column), node, end, seen, free);
            }

            for (int child = firstChild[node]; child != EliminationTree.None; child = nextSibling[child])
            {
                free = AddRows(Below(child), node, end, seen, free);
            }

            if (free != _rowStarts[node + 1])
            {
                throw new InvalidOperationException($"Supernode {node} has {free - _rowStarts[node]} rows; {Below(node).Length} were counted.");
            }

            Span<int> below = _rows.AsSpan(_rowStarts[node]..free);
            below.Sort();
            if (below.Length > 0)
            {
                int parent = Supernodes[below[0]];
                nextSibling[node] = firstChild[parent];
                firstChild[parent] = node;
            }
        }
    }

    private int AddRows(ReadOnlySpan<int> rows, int node, int end, int[] seen, int free)
    {
        foreach (int row in rows)
        {
            if (row >= end && seen[row] != node)
            {
                seen[row] = node;
                _rows[free++] = row;
            }
        }

        return free;
    }
}
