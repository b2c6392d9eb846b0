using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Computes the last rows of a small product, fewer than a register has lanes, in one go.</summary>
internal static unsafe class PartialStrip
{
    /// <summary>C := alpha A B + beta C; A's rows must be contiguous (row stride 1).</summary>
    public static void Multiply<TVector, TLanes>(double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
        where TVector : unmanaged
        where TLanes : IVectorLanes<TVector>
    {
        int column = 0;
        for (; column + 4 <= c.Columns; column += 4)
        {
            FourColumns<TVector, TLanes>(alpha, a, b.Slice(0, column, b.Rows, 4), beta, c.Slice(0, column, c.Rows, 4));
        }

        for (; column < c.Columns; column++)
        {
            OneColumn<TVector, TLanes>(alpha, a, b.At(0, column), b.RowStride, beta, c.Column(column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourColumns<TVector, TLanes>(double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
        where TVector : unmanaged
        where TLanes : IVectorLanes<TVector>
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default;
        int rows = c.Rows;
        double* left = a.Data;
        double* right = b.Data;
        nint next = b.ColumnStride;
        for (int depth = a.Columns; depth > 0; depth--)
        {
            TVector ak = TLanes.LoadPartial(left, rows);
            c0 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(right[0]), c0);
            c1 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(right[next]), c1);
            c2 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(right[2 * next]), c2);
            c3 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(right[3 * next]), c3);
            left += a.ColumnStride;
            right += b.RowStride;
        }

        Store<TVector, TLanes>(alpha, c0, beta, c.Column(0), rows);
        Store<TVector, TLanes>(alpha, c1, beta, c.Column(1), rows);
        Store<TVector, TLanes>(alpha, c2, beta, c.Column(2), rows);
        Store<TVector, TLanes>(alpha, c3, beta, c.Column(3), rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneColumn<TVector, TLanes>(double alpha, StridedMatrix a, double* right, nint down, double beta, double* c)
        where TVector : unmanaged
        where TLanes : IVectorLanes<TVector>
    {
        TVector sum = default;
        double* left = a.Data;
        for (int depth = a.Columns; depth > 0; depth--)
        {
            sum = TLanes.MultiplyAdd(TLanes.LoadPartial(left, a.Rows), TLanes.Broadcast(*right), sum);
            left += a.ColumnStride;
            right += down;
        }

        Store<TVector, TLanes>(alpha, sum, beta, c, a.Rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector, TLanes>(double alpha, TVector product, double beta, double* c, int rows)
        where TVector : unmanaged
        where TLanes : IVectorLanes<TVector>
    {
        TVector alphas = TLanes.Broadcast(alpha);
        TLanes.StorePartial(
            beta == 0
                ? TLanes.Multiply(alphas, product)
                : TLanes.MultiplyAdd(alphas, product, TLanes.Multiply(TLanes.Broadcast(beta), TLanes.LoadPartial(c, rows))),
            c,
            rows);
    }
}
