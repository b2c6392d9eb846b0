namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// Cholesky factorisation of a matrix small enough for the cache. A part is a square tile: the finished tiles of its row, times those of
/// the row of its column's diagonal, are subtracted, then it is factored or solved for. Finished rows of L are kept packed as strips, the left
/// operands, and in a packed triangle, the right ones. All parts are one run of the team, so no thread waits for another one's whole step.
/// Reference: Buttari, Langou, Kurzak and Dongarra, A class of parallel tiled linear algebra algorithms, Parallel Computing 35(1), 2009.
/// </summary>
internal readonly unsafe struct TileCholesky<TTile, TVector, TLanes> : ITeamTask
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    // Both are whole strips and whole groups of columns, whatever the register tile.
    private const int TileOrder = 96;
    private const int BlockOrder = 24;

    // How many tiles of a row are multiplied at once.
    private const int TilesPerProduct = 2;

    private readonly MatrixView _a;
    private readonly double _pivotFloor;
    private readonly double _pivotReplacement;
    private readonly PackedTriangle<TTile, TVector, TLanes> _triangle;
    private readonly double* _strips;
    private readonly Outcome* _outcome;
    private readonly TileSchedule _schedule;

    private TileCholesky(MatrixView a, double pivotFloor, double pivotReplacement, Outcome* outcome, KernelContext context)
    {
        int n = a.Rows;
        int tiles = (n + TileOrder - 1) / TileOrder;
        int strips = (n + TTile.Rows - 1) / TTile.Rows;
        _a = a;
        _pivotFloor = pivotFloor;
        _pivotReplacement = pivotReplacement;
        _triangle = new(n, context.ReserveRightPanels(PackedTriangle<TTile, TVector, TLanes>.Length(n)));
        _strips = context.ReserveLeftPanels(PackedTriangle<TTile, TVector, TLanes>.StripLength(n) * strips);
        _schedule = new(tiles, (int*)context.ReserveScratch(tiles + 1), context);
        _outcome = outcome;
    }

    /// <summary>The meaning of the arguments is that of <see cref="Cholesky"/>; the result is the column that failed or -1.</summary>
    public static int Factor(MatrixView a, double pivotFloor, double pivotReplacement, ref int replaced, KernelContext context)
    {
        Outcome outcome = new() { FailedColumn = -1, Replaced = replaced };
        TileCholesky<TTile, TVector, TLanes> task = new(a, pivotFloor, pivotReplacement, &outcome, context);
        context.Run(task._schedule.TileCount, (double)a.Rows * a.Rows * a.Rows / 3, ref task);
        replaced = outcome.Replaced;
        return outcome.FailedColumn;
    }

    public void Execute(int index, int worker)
    {
        (int tileRow, int tileColumn) = _schedule.TileAt(index);
        int row = tileRow * TileOrder;
        int column = tileColumn * TileOrder;
        int endRow = Math.Min(_a.Rows, row + TileOrder);
        for (int i = row; i < endRow; i += TTile.Rows)
        {
            int rows = Math.Min(TTile.Rows, endRow - i);
            StridedMatrix source = new(_a.Slice(i, column, rows, Math.Min(TileOrder, i + rows - column)), transpose: false);
            PanelPacking.Pack(source, TTile.Rows, Strip(i) + ((nint)column * TTile.Rows));
        }

        for (int tile = 0; tile < tileColumn; tile += TilesPerProduct)
        {
            int end = Math.Min(tileColumn, tile + TilesPerProduct);
            if (!_schedule.Await(tileRow, end) || !_schedule.Await(tileColumn, end))
            {
                return;
            }

            Eliminate(row, endRow, column, tile * TileOrder, end * TileOrder);
        }

        if (tileRow == tileColumn ? Factor(row, endRow) : Solve(tileColumn, row, endRow))
        {
            _schedule.Finish(tileRow, tileColumn);
        }
        else
        {
            _schedule.Stop();
        }
    }

    /// <summary>Subtracts what columns <paramref name="first"/> .. <paramref name="end"/> - 1 of L contribute to a tile, or to its lower triangle.</summary>
    private void Eliminate(int row, int endRow, int column, int first, int end)
    {
        for (int j = column; j < Math.Min(endRow, column + TileOrder); j += TTile.Columns)
        {
            for (int i = Math.Max(row, j / TTile.Rows * TTile.Rows); i < endRow; i += TTile.Rows)
            {
                _triangle.Eliminate(Strip(i), first, end, j);
            }
        }
    }

    private bool Solve(int tileColumn, int row, int endRow)
    {
        if (!_schedule.Await(tileColumn, tileColumn + 1))
        {
            return false;
        }

        int column = tileColumn * TileOrder;
        int end = column + TileOrder;
        for (int j = column; j < end; j += TTile.Columns)
        {
            for (int i = row; i < endRow; i += TTile.Rows)
            {
                _triangle.SolveGroup(Strip(i), column, j);
            }
        }

        Keep(row, endRow, column, end);
        return true;
    }

    /// <summary>Factors a diagonal tile, block by block.</summary>
    private bool Factor(int row, int endRow)
    {
        double* block = stackalloc double[BlockOrder * BlockOrder];
        for (int first = row; first < endRow; first += BlockOrder)
        {
            int end = Math.Min(endRow, first + BlockOrder);
            for (int i = first; i < end; i += TTile.Rows)
            {
                for (int j = row; j < first; j += TTile.Columns)
                {
                    _triangle.SolveGroup(Strip(i), row, j);
                }
            }

            Keep(first, end, row, first);
            Eliminate(first, end, first, row, first);
            for (int i = first; i < end; i += TTile.Rows)
            {
                MatrixView strip = new(Strip(i) + ((nint)first * TTile.Rows), TTile.Rows, end - first, TTile.Rows);
                PanelPacking.Copy(new StridedMatrix(strip, transpose: false), block + (i - first), BlockOrder);
            }

            int failed = SmallTriangle<TVector, TLanes>.Factor(
                block, end - first, BlockOrder, _pivotFloor, _pivotReplacement, ref _outcome->Replaced);
            if (failed >= 0)
            {
                _outcome->FailedColumn = first + failed;
                return false;
            }

            SmallTriangle<TVector, TLanes>.CopyOut(block, BlockOrder, _a.Slice(first, first, end - first, end - first));
            for (int j = first; j < end; j += TTile.Columns)
            {
                _triangle.PackGroup(new StridedMatrix(_a, transpose: false), j, first, Math.Min(end, j + TTile.Columns));
            }
        }

        return true;
    }

    /// <summary>Copies finished columns of strips to the matrix and into the packed triangle.</summary>
    private void Keep(int row, int endRow, int column, int end)
    {
        for (int i = row; i < endRow; i += TTile.Rows)
        {
            MatrixView rows = _a.Slice(i, column, Math.Min(TTile.Rows, endRow - i), end - column);
            PanelPacking.Unpack(Strip(i) + ((nint)column * TTile.Rows), TTile.Rows, new StridedMatrix(rows, transpose: false));
        }

        for (int j = row; j < endRow; j += TTile.Columns)
        {
            _triangle.PackGroup(new StridedMatrix(_a, transpose: false), j, column, end);
        }
    }

    private double* Strip(int row) => _strips + (row / TTile.Rows * PackedTriangle<TTile, TVector, TLanes>.StripLength(_a.Rows));

    private struct Outcome
    {
        public int FailedColumn;
        public int Replaced;
    }
}
