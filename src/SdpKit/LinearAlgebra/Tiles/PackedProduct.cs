namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// The product that all blocked kernels rest on: both operands are packed into panels, one block of the inner index at a time, and register
/// tiles of C are computed from the panels. Every entry is summed in the order of the inner index, whatever the number of threads.
/// </summary>
internal static unsafe class PackedProduct<TTile, TVector, TLanes>
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    // Inner index of a block: a panel of B stays in the first-level cache while a block of A's panels, in the second, passes by.
    private const int DepthPerBlock = 256;

    // All packed panels of a block stay in the third-level cache: 4 MB each.
    private const int RowsPerBlock = 2304;
    private const int ColumnsPerBlock = 2048;

    /// <summary>C := alpha A B + beta C, or only its lower triangle. With beta = 0 the old C is never read.</summary>
    public static void Multiply(
        double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c, bool lowerOnly, KernelContext context)
    {
        int depthBlocks = Math.Max(1, (a.Columns + DepthPerBlock - 1) / DepthPerBlock);
        int depthPerBlock = (a.Columns + depthBlocks - 1) / depthBlocks;
        int panelRows = Math.Min(c.Rows, RowsPerBlock) + TTile.Rows;
        int panelColumns = Math.Min(c.Columns, ColumnsPerBlock) + TTile.Columns;
        double* left = context.ReserveLeftPanels((nint)panelRows * depthPerBlock);
        double* right = context.ReserveRightPanels((nint)panelColumns * depthPerBlock);

        for (int column = 0; column < c.Columns; column += ColumnsPerBlock)
        {
            int columns = Math.Min(ColumnsPerBlock, c.Columns - column);
            for (int depthBlock = 0; depthBlock < depthBlocks; depthBlock++)
            {
                int inner = depthBlock * depthPerBlock;
                int depth = Math.Min(depthPerBlock, a.Columns - inner);
                StridedMatrix unpackedRight = b.Slice(inner, column, depth, columns).Transposed;
                for (int row = lowerOnly ? column : 0; row < c.Rows; row += RowsPerBlock)
                {
                    int rows = Math.Min(RowsPerBlock, c.Rows - row);
                    PackTask<TTile> pack = new(a.Slice(row, inner, rows, depth), left, unpackedRight, right);
                    context.Run(pack.PartCount, (double)(rows + columns) * depth * PackingCost, ref pack);
                    unpackedRight = unpackedRight.Slice(0, 0, 0, depth);

                    int diagonal = lowerOnly ? row - column : columns;
                    TileTask<TTile, TVector, TLanes> tiles = new(
                        alpha, left, right, depth, depthBlock == 0 ? beta : 1, c.Slice(row, column, rows, columns), diagonal, context);
                    context.Run(tiles.PartCount, 2.0 * rows * columns * depth, ref tiles);
                }
            }
        }
    }

    // Copying an entry takes the time of about this many additions and multiplications.
    private const int PackingCost = 20;
}
