namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// In which order the tiles of a lower triangle are computed, and which are finished, where each needs the tiles to its left and all
/// of its column's diagonal row. Parts are handed out in order and need only earlier ones, so whoever waits waits for a running thread.
/// </summary>
internal readonly unsafe struct TileSchedule
{
    private readonly int _order;
    private readonly KernelContext _context;

    // Per row of tiles, how many are finished from the left.
    private readonly int* _finished;
    private readonly int* _isStopped;

    /// <param name="order">Tiles in a row and in a column of the triangle.</param>
    /// <param name="memory">Room for <paramref name="order"/> + 1 numbers.</param>
    /// <param name="context">Whose threads and wish to stop.</param>
    public TileSchedule(int order, int* memory, KernelContext context)
    {
        _order = order;
        _context = context;
        _finished = memory;
        _isStopped = memory + order;
        new Span<int>(memory, order + 1).Clear();
    }

    public int TileCount => _order * (_order + 1) / 2;

    /// <summary>
    /// Column by column, but each diagonal tile is advanced into the column before it, to where its own row is finished: it is done while
    /// others still have work in that column.
    /// </summary>
    public (int Row, int Column) TileAt(int index)
    {
        if (index == 0)
        {
            return (0, 0);
        }

        int position = index - 1;
        int column = 0;
        for (; position >= _order - column; column++)
        {
            position -= _order - column;
        }

        int diagonal = Math.Min(_context.Team.ThreadCount, _order - 1 - column);
        return position == diagonal
            ? (column + 1, column + 1)
            : (column + 1 + position - (position > diagonal ? 1 : 0), column);
    }

    /// <summary>Waits until the first <paramref name="columns"/> tiles of a row are finished; false if that will not happen.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public bool Await(int row, int columns)
    {
        SpinWait spinner = default;
        while (Volatile.Read(ref _finished[row]) < columns)
        {
            if (Volatile.Read(ref *_isStopped) != 0)
            {
                return false;
            }

            _context.ThrowIfCancelled();
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        return true;
    }

    /// <summary>Says that a tile is finished, as are those to its left.</summary>
    public void Finish(int row, int column) => Volatile.Write(ref _finished[row], column + 1);

    /// <summary>Says that tiles not finished never will be.</summary>
    public void Stop() => Volatile.Write(ref *_isStopped, 1);
}
