namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>
/// Groups columns of like structure into supernodes, so that the factor is a set of dense panels: fundamental supernodes, then merged with
/// their parents where that costs few explicit zeros (relaxed amalgamation; Ashcraft and Grimes, ACM Trans. Math. Softw. 15 (1989) 291-309).
/// </summary>
internal sealed class SupernodeTree
{
    private const int None = EliminationTree.None;

    private readonly int _columnCount;
    private readonly List<int> _firstColumns = [];
    private readonly List<int> _parents = [];
    private readonly int[] _widths;
    private readonly int[] _heights;
    private readonly long[] _zeros;

    // The fundamental supernodes merged into one form a chain, in the order of their columns.
    private readonly int[] _heads;
    private readonly int[] _tails;
    private readonly int[] _next;

    private SupernodeTree(ReadOnlySpan<int> parents, ReadOnlySpan<int> counts)
    {
        _columnCount = parents.Length;
        FindFundamental(parents, counts);
        int count = _firstColumns.Count;
        _widths = new int[count];
        _heights = new int[count];
        _zeros = new long[count];
        _heads = new int[count];
        _tails = new int[count];
        _next = new int[count];
        for (int node = 0; node < count; node++)
        {
            _widths[node] = FundamentalEnd(node) - _firstColumns[node];
            _heights[node] = counts[_firstColumns[node]];
            _heads[node] = node;
            _tails[node] = node;
            _next[node] = None;
        }

        MergeChildren();
        (ColumnOrder, Starts, Heights) = NumberColumns();
    }

    /// <summary>Gets the order of the columns in which each supernode is contiguous: entry k is the given number of the k-th column.</summary>
    public int[] ColumnOrder { get; }

    /// <summary>Gets the first column of each supernode in the new numbering, and one more entry, the number of columns.</summary>
    public int[] Starts { get; }

    /// <summary>Gets the number of rows of each supernode's panel, its own columns included.</summary>
    public int[] Heights { get; }

    /// <summary>Groups columns that are numbered in postorder.</summary>
    /// <param name="parents">The elimination tree.</param>
    /// <param name="counts">The column counts of the factor.</param>
    public static SupernodeTree Create(ReadOnlySpan<int> parents, ReadOnlySpan<int> counts) => new(parents, counts);

    /// <summary>Starts a supernode at each column that is not the only child's parent with the child's structure less one.</summary>
    private void FindFundamental(ReadOnlySpan<int> parents, ReadOnlySpan<int> counts)
    {
        var childCounts = new int[_columnCount];
        foreach (int parent in parents)
        {
            if (parent != None)
            {
                childCounts[parent]++;
            }
        }

        var supernodes = new int[_columnCount];
        for (int column = 0; column < _columnCount; column++)
        {
            bool continues = column > 0
                && parents[column - 1] == column
                && childCounts[column] == 1
                && counts[column - 1] == counts[column] + 1;
            if (!continues)
            {
                _firstColumns.Add(column);
            }

            supernodes[column] = _firstColumns.Count - 1;
        }

        for (int node = 0; node < _firstColumns.Count; node++)
        {
            int parent = parents[FundamentalEnd(node) - 1];
            _parents.Add(parent == None ? None : supernodes[parent]);
        }
    }

    private int FundamentalEnd(int node) => node + 1 < _firstColumns.Count ? _firstColumns[node + 1] : _columnCount;

    private void MergeChildren()
    {
        // Children have smaller numbers than their parents, and the child nearest in number goes first: its columns are adjacent already.
        for (int child = _firstColumns.Count - 1; child >= 0; child--)
        {
            int parent = Representative(_parents[child]);
            _parents[child] = parent;
            if (parent == None)
            {
                continue;
            }

            long width = _widths[child] + _widths[parent];
            long below = _heights[parent] - _widths[parent];
            long added = (long)_widths[child] * (_heights[parent] - (_heights[child] - _widths[child]));
            long zeros = _zeros[child] + _zeros[parent] + added;
            if (IsWorthwhile(width, zeros, ((width * (width + 1)) / 2) + (width * below)))
            {
                Merge(child, parent, zeros);
            }
        }
    }

    /// <summary>Decides by the share of zeros that a panel of that width may hold (the thresholds of CHOLMOD).</summary>
    private static bool IsWorthwhile(long width, long zeros, long entries)
    {
        double share = (double)zeros / entries;
        return width <= 4 || zeros == 0 || share < (width <= 16 ? 0.8 : width <= 48 ? 0.1 : 0.05);
    }

    private void Merge(int child, int parent, long zeros)
    {
        _heights[parent] += _widths[child];
        _widths[parent] += _widths[child];
        _zeros[parent] = zeros;
        _next[_tails[child]] = _heads[parent];
        _heads[parent] = _heads[child];
        _widths[child] = 0;
    }

    /// <summary>Follows merged supernodes (those without width) up to the one that holds their columns.</summary>
    private int Representative(int node)
    {
        while (node != None && _widths[node] == 0)
        {
            node = _parents[node];
        }

        return node;
    }

    private (int[] ColumnOrder, int[] Starts, int[] Heights) NumberColumns()
    {
        var columnOrder = new int[_columnCount];
        List<int> starts = [];
        List<int> heights = [];
        int place = 0;
        int[] parents = [.. _parents];
        foreach (int node in EliminationTree.Postorder(parents))
        {
            if (_widths[node] == 0)
            {
                continue;
            }

            starts.Add(place);
            heights.Add(_heights[node]);
            for (int part = _heads[node]; part != None; part = _next[part])
            {
                for (int column = _firstColumns[part]; column < FundamentalEnd(part); column++)
                {
                    columnOrder[place++] = column;
                }
            }
        }

        starts.Add(place);
        return (columnOrder, [.. starts], [.. heights]);
    }
}
