namespace SdpKit.HighPrecision;

/// <summary>Tells which rows and columns of a block-diagonal matrix belong together. Immutable and thread-safe.</summary>
internal sealed class BlockRanges
{
    private readonly int[] _first;
    private readonly int[] _end;

    /// <param name="orders">The orders of the blocks.</param>
    public BlockRanges(IReadOnlyList<int> orders)
    {
        _first = new int[orders.Sum()];
        _end = new int[_first.Length];
        int first = 0;
        foreach (int order in orders)
        {
            _first.AsSpan(first, order).Fill(first);
            _end.AsSpan(first, order).Fill(first + order);
            first += order;
        }
    }

    /// <summary>Gets the order of the whole matrix.</summary>
    public int Order => _first.Length;

    /// <summary>Gets the first row of the block that holds a row.</summary>
    public int First(int row) => _first[row];

    /// <summary>Gets the row after the last of the block that holds a row.</summary>
    public int End(int row) => _end[row];
}
