using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// C := alpha A B' + beta C from packed operands. A part is a block of C, of as many rows as fit into the second-level cache as packed
/// panels. Which worker computes a tile has no influence on its bits.
/// </summary>
internal readonly unsafe struct TileTask<TTile, TVector, TLanes> : ITeamTask
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private const int RowPanelsPerBlock = 8;
    private const int ColumnsPerBlock = 512;
    private const int PartsPerThread = 4;

    private readonly double _alpha;
    private readonly double _beta;
    private readonly double* _left;
    private readonly double* _right;
    private readonly nint _depth;
    private readonly MatrixView _c;
    private readonly int _diagonal;
    private readonly int _blockRows;
    private readonly int _blockColumns;
    private readonly int _rowBlocks;
    private readonly int _columnBlocks;

    /// <summary>Only entries (i, j) with i + <paramref name="diagonal"/> >= j are wanted.</summary>
    public TileTask(
        double alpha, double* left, double* right, nint depth, double beta, MatrixView c, int diagonal, KernelContext context)
    {
        _alpha = alpha;
        _beta = beta;
        _left = left;
        _right = right;
        _depth = depth;
        _c = c;
        _diagonal = diagonal;
        _blockRows = BlockSize(c.Rows, TTile.Rows, RowPanelsPerBlock * TTile.Rows);
        _blockColumns = BlockSize(c.Columns, TTile.Columns, ColumnsPerBlock);
        _rowBlocks = BlockCount(c.Rows, _blockRows);
        while (_rowBlocks * BlockCount(c.Columns, _blockColumns) < PartsPerThread * context.Team.ThreadCount && _blockColumns > 8 * TTile.Columns)
        {
            _blockColumns = BlockSize(_blockColumns, TTile.Columns, (_blockColumns + 1) / 2);
        }

        _columnBlocks = BlockCount(c.Columns, _blockColumns);
        PartCount = _rowBlocks * _columnBlocks;
    }

    public int PartCount { get; }

    /// <summary>Whether the left operand is upper triangular, so that the sums of row i begin at the inner index i.</summary>
    public bool LeftIsUpper { get; init; }

    public void Execute(int index, int worker)
    {
        // The last rows first: where only a triangle is wanted, these are the large blocks, and small ones at the end keep all threads busy.
        int firstRow = (_rowBlocks - 1 - (index / _columnBlocks)) * _blockRows;
        int firstColumn = index % _columnBlocks * _blockColumns;
        Multiply(firstRow, Math.Min(_c.Rows, firstRow + _blockRows), firstColumn, Math.Min(_c.Columns, firstColumn + _blockColumns));
    }

    private static int BlockCount(int size, int block) => (size + block - 1) / block;

    /// <summary>Blocks of nearly the same size, whole tiles each.</summary>
    private static int BlockSize(int size, int tile, int largest)
    {
        int tiles = BlockCount(size, tile);
        int blocks = BlockCount(tiles, Math.Max(largest / tile, 1));
        return BlockCount(tiles, blocks) * tile;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(int firstRow, int endRow, int firstColumn, int endColumn)
    {
        double* tile = stackalloc double[TTile.Rows * TTile.Columns];
        for (int j = firstColumn; j < endColumn; j += TTile.Columns)
        {
            double* rightPanel = _right + (j * _depth);
            int columns = Math.Min(TTile.Columns, endColumn - j);
            int firstWanted = Math.Max(firstRow, (j - _diagonal) / TTile.Rows * TTile.Rows);
            for (int i = firstWanted; i < endRow; i += TTile.Rows)
            {
                nint skip = LeftIsUpper ? i : 0;
                double* left = _left + (i * _depth) + (skip * TTile.Rows);
                double* right = rightPanel + (skip * TTile.Columns);
                int rows = Math.Min(TTile.Rows, endRow - i);
                int diagonal = i + _diagonal - j;
                if (rows == TTile.Rows && columns == TTile.Columns && diagonal >= TTile.Columns - 1)
                {
                    TTile.Multiply(_depth - skip, left, right, _alpha, _beta, _c.At(i, j), _c.Stride);
                }
                else
                {
                    TTile.Multiply(_depth - skip, left, right, 1, 0, tile, TTile.Rows);
                    PartialTile.Merge<TVector, TLanes>(_alpha, tile, TTile.Rows, _beta, _c.Slice(i, j, rows, columns), diagonal);
                }
            }
        }
    }
}
