using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Product of small matrices straight from their memory, where packing would take longer than the arithmetic.</summary>
internal static unsafe class DirectProduct
{
    /// <summary>From how many products a sum on, masks pay for the last rows: setting them up takes as long as a few products, and what was stored with one is slow to load.</summary>
    private const int MaskedFrom = 12;

    /// <summary>C := alpha A B + beta C with registers of at most <paramref name="lanes"/> doubles; A's rows must be contiguous (row stride 1).</summary>
    public static void Multiply(int lanes, double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
    {
        int row = 0;
        if (lanes >= Lanes512.Count)
        {
            row = Strips<(Vector512<double>, Vector512<double>), PairLanes<Vector512<double>, Lanes512>>(row, alpha, a, b, beta, c);
            row = Strips<Vector512<double>, Lanes512>(row, alpha, a, b, beta, c);
            row = LastRows<Vector512<double>, Lanes512>(row, alpha, a, b, beta, c);
        }

        if (lanes >= Lanes256.Count)
        {
            row = Strips<(Vector256<double>, Vector256<double>), PairLanes<Vector256<double>, Lanes256>>(row, alpha, a, b, beta, c);
            row = Strips<Vector256<double>, Lanes256>(row, alpha, a, b, beta, c);
            row = LastRows<Vector256<double>, Lanes256>(row, alpha, a, b, beta, c);
        }

        if (lanes >= Lanes128.Count)
        {
            row = Strips<Vector128<double>, Lanes128>(row, alpha, a, b, beta, c);
        }

        Strips<double, Lanes64>(row, alpha, a, b, beta, c);
    }

    /// <summary>As <see cref="Multiply"/>, only the lower triangle.</summary>
    public static void MultiplyLower(int lanes, double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
    {
        const int Width = 4;
        double* tile = stackalloc double[Width * Width];
        for (int j = 0; j < c.Columns; j += Width)
        {
            int width = Math.Min(Width, c.Columns - j);
            int below = c.Rows - j - width;
            StridedMatrix right = b.Slice(0, j, b.Rows, width);
            Multiply(lanes, 1, a.Slice(j, 0, width, a.Columns), right, 0, new MatrixView(tile, width, width, Width));
            PartialTile.Merge<double, Lanes64>(alpha, tile, Width, beta, c.Slice(j, j, width, width), diagonal: 0);
            Multiply(lanes, alpha, a.Slice(j + width, 0, below, a.Columns), right, beta, c.Slice(j + width, j, below, width));
        }
    }

    /// <summary>Computes strips of as many rows as a register has lanes, from <paramref name="row"/> on, and returns the first row that is left.</summary>
    private static int Strips<TVector, TLanes>(int row, double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        for (; row + TLanes.Count <= c.Rows; row += TLanes.Count)
        {
            int column = 0;
            for (; column + 4 <= c.Columns; column += 4)
            {
                FourColumns<TVector, TLanes>(a.Columns, alpha, a.At(row, 0), a.ColumnStride, b.At(0, column), b, beta, c.At(row, column), c.Stride);
            }

            for (; column < c.Columns; column++)
            {
                OneColumn<TVector, TLanes>(a.Columns, alpha, a.At(row, 0), a.ColumnStride, b.At(0, column), b.RowStride, beta, c.At(row, column));
            }
        }

        return row;
    }

    /// <summary>Computes what is left at once where narrower registers would take more than one strip; returns the first row that is left.</summary>
    private static int LastRows<TVector, TLanes>(int row, double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c)
        where TVector : unmanaged
        where TLanes : IVectorLanes<TVector>
    {
        int rest = c.Rows - row;
        if (a.Columns < MaskedFrom || rest <= TLanes.Count / 2)
        {
            return row;
        }

        PartialStrip.Multiply<TVector, TLanes>(alpha, a.Slice(row, 0, rest, a.Columns), b, beta, c.Slice(row, 0, rest, c.Columns));
        return c.Rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourColumns<TVector, TLanes>(
        int depth, double alpha, double* a, nint step, double* b, StridedMatrix strides, double beta, double* c, nint stride)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default;
        nint down = strides.RowStride;
        nint right = strides.ColumnStride;
        for (; depth > 0; depth--)
        {
            TVector ak = TLanes.Load(a);
            c0 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(b[0]), c0);
            c1 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(b[right]), c1);
            c2 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(b[2 * right]), c2);
            c3 = TLanes.MultiplyAdd(ak, TLanes.Broadcast(b[3 * right]), c3);
            a += step;
            b += down;
        }

        Store<TVector, TLanes>(alpha, c0, beta, c);
        Store<TVector, TLanes>(alpha, c1, beta, c + stride);
        Store<TVector, TLanes>(alpha, c2, beta, c + (2 * stride));
        Store<TVector, TLanes>(alpha, c3, beta, c + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneColumn<TVector, TLanes>(int depth, double alpha, double* a, nint step, double* b, nint down, double beta, double* c)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        TVector sum = default;
        for (; depth > 0; depth--)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a), TLanes.Broadcast(*b), sum);
            a += step;
            b += down;
        }

        Store<TVector, TLanes>(alpha, sum, beta, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector, TLanes>(double alpha, TVector product, double beta, double* c)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        TVector alphas = TLanes.Broadcast(alpha);
        TLanes.Store(
            beta == 0
                ? TLanes.Multiply(alphas, product)
                : TLanes.MultiplyAdd(alphas, product, TLanes.Multiply(TLanes.Broadcast(beta), TLanes.Load(c))),
            c);
    }
}
