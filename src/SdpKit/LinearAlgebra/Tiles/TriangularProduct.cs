namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Products in place with a triangle of small order. The operands are packed whole before the result overwrites them.</summary>
internal static unsafe class TriangularProduct<TTile, TVector, TLanes>
    where TTile : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private const int ColumnsPerBlock = 2048;

    /// <summary>B := M'B for lower triangular M; with <paramref name="square"/>, B must be M, and only its lower triangle is read and written.</summary>
    public static void MultiplyTransposed(MatrixView m, MatrixView b, bool square, KernelContext context)
    {
        int n = m.Columns;
        double* left = context.ReserveLeftPanels((nint)(n + TTile.Rows) * n);
        double* right = context.ReserveRightPanels((nint)(Math.Min(b.Columns, ColumnsPerBlock) + TTile.Columns) * n);
        for (int column = 0; column < b.Columns; column += ColumnsPerBlock)
        {
            context.ThrowIfCancelled();
            MatrixView block = b.Slice(0, column, n, Math.Min(ColumnsPerBlock, b.Columns - column));
            PackTask<TTile> pack = new(new StridedMatrix(m, transpose: true), left, new StridedMatrix(block, transpose: true), right)
            {
                LeftIsUpper = true,
                RightIsUpper = square,
            };
            TileTask<TTile, TVector, TLanes> tiles = new(1, left, right, n, 0, block, square ? 0 : block.Columns, context) { LeftIsUpper = true };
            double operations = (double)n * n * block.Columns;
            context.Run(pack.PartCount, operations, ref pack);
            context.Run(tiles.PartCount, operations, ref tiles);
        }
    }
}
