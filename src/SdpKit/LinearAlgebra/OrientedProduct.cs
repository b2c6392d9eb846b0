using SdpKit.LinearAlgebra.Backends;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>The product in all its orientations: brings C into column order and picks the way to compute it.</summary>
internal static unsafe class OrientedProduct
{
    // Below about 96 x 96 x 96, packing takes longer than it saves; a little earlier where only a triangle is computed.
    private const long DirectWork = 96 * 96 * 96;
    private const long DirectLowerWork = 64 * 64 * 64;

    /// <summary>
    /// C := alpha A B + beta C, or only its lower triangle. The rows or the columns of C must be contiguous in memory, in either order; for
    /// the lower triangle, C must be stored by ascending columns. With beta = 0 the old C is never read.
    /// </summary>
    public static void Multiply(
        double alpha, StridedMatrix a, StridedMatrix b, double beta, StridedMatrix c, bool lowerOnly, KernelContext context)
    {
        if (Math.Abs(c.RowStride) != 1)
        {
            (a, b, c) = (b.Transposed, a.Transposed, c.Transposed);
        }

        if (c.RowStride < 0)
        {
            (a, c) = (a.RowsReversed, c.RowsReversed);
        }

        if (c.ColumnStride < 0)
        {
            (b, c) = (b.ColumnsReversed, c.ColumnsReversed);
        }

        if (a.ColumnStride < 0)
        {
            (a, b) = (a.ColumnsReversed, b.RowsReversed);
        }

        MatrixView destination = new(c.Data, c.Rows, c.Columns, c.ColumnStride);
        if (BackendProduct.TryMultiply(alpha, a, b, beta, destination, lowerOnly, context))
        {
            return;
        }

        if ((long)c.Rows * c.Columns * a.Columns > (lowerOnly ? DirectLowerWork : DirectWork))
        {
            context.Rung.MultiplyPacked(alpha, a, b, beta, destination, lowerOnly, context);
        }
        else if (lowerOnly)
        {
            DirectProduct.MultiplyLower(context.Rung.Lanes, alpha, WithContiguousRows(a, context), b, beta, destination);
        }
        else
        {
            DirectProduct.Multiply(context.Rung.Lanes, alpha, WithContiguousRows(a, context), b, beta, destination);
        }
    }

    private static StridedMatrix WithContiguousRows(StridedMatrix a, KernelContext context)
    {
        if (a.RowStride == 1)
        {
            return a;
        }

        double* copy = context.ReserveLeftPanels((nint)a.Rows * a.Columns);
        PanelPacking.Pack(a, a.Rows, copy);
        return new StridedMatrix(new MatrixView(copy, a.Rows, a.Columns, a.Rows), transpose: false);
    }
}
