using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// Factorisation and inversion of small lower triangles. They work on a copy whose columns are padded to whole registers, so that no
/// operation has an end to treat apart; what ends up above the diagonal of the copy is meaningless and never copied back.
/// </summary>
internal static unsafe class SmallTriangle<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    /// <summary>Cholesky factorisation; the meaning of the arguments is that of <see cref="Cholesky"/>, the result is the column that failed or -1.</summary>
    public static int Factor(MatrixView a, double pivotFloor, double pivotReplacement, ref int replaced, KernelContext context)
    {
        nint stride = PaddedRows(a.Rows);
        double* copy = CopyIn(a, stride, context);
        int failedColumn = Factor(copy, a.Rows, stride, pivotFloor, pivotReplacement, ref replaced);
        CopyOut(copy, stride, a);
        return failedColumn;
    }

    /// <summary>L := L^-1.</summary>
    public static void Invert(MatrixView l, KernelContext context)
    {
        nint stride = PaddedRows(l.Rows);
        double* copy = CopyIn(l, stride, context);
        Invert(copy, l.Rows, stride);
        CopyOut(copy, stride, l);
    }

    /// <summary>The same for columns of whole registers, in place; what is above the diagonal becomes meaningless.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Factor(double* a, nint n, nint stride, double pivotFloor, double pivotReplacement, ref int replaced)
    {
        for (nint j = 0; j < n; j++)
        {
            double* aj = a + (j * stride);
            double pivot = aj[j];
            if (pivot <= pivotFloor)
            {
                pivot = pivotReplacement;
                replaced++;
            }

            if (!(pivot > 0 && double.IsFinite(pivot)))
            {
                return (int)j;
            }

            double diagonal = Math.Sqrt(pivot);
            Scale(aj, FirstRegister(j), n, 1 / diagonal);
            for (nint k = j + 1; k < n; k++)
            {
                AddScaled(-aj[k], aj, a + (k * stride), FirstRegister(k), n);
            }

            // Last, because a register cannot be loaded quickly just after a part of it was stored.
            aj[j] = diagonal;
        }

        return -1;
    }

    /// <summary>Forward substitution on the identity, all columns at once: row j is finished, then eliminated from the rows below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Invert(double* l, nint n, nint stride)
    {
        double* below = l + (n * stride);
        for (nint j = 0; j < n; j++)
        {
            double* lj = l + (j * stride);
            double inverse = 1 / lj[j];
            nint first = FirstRegister(j);
            for (nint i = first; i < stride; i++)
            {
                below[i] = i > j ? lj[i] : 0;
            }

            for (nint k = 0; k < j; k++)
            {
                double* lk = l + (k * stride);
                double finished = lk[j] * inverse;
                AddScaled(-finished, below, lk, first, n);
                lk[j] = finished;
            }

            Scale(lj, first, n, -inverse);
            lj[j] = inverse;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(double* x, nint first, nint end, double factor)
    {
        TVector factors = TLanes.Broadcast(factor);
        for (nint i = first; i < end; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(x + i), factors), x + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(double factor, double* x, double* y, nint first, nint end)
    {
        TVector factors = TLanes.Broadcast(factor);
        for (nint i = first; i < end; i += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(x + i), factors, TLanes.Load(y + i)), y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint FirstRegister(nint row) => row & ~(nint)(TLanes.Count - 1);

    private static nint PaddedRows(int rows) => FirstRegister(rows + TLanes.Count - 1);

    // One more column than the triangle has serves as scratch.
    private static double* CopyIn(MatrixView source, nint stride, KernelContext context)
    {
        int n = source.Rows;
        double* copy = context.ReserveScratch((n + 1) * stride);
        new Span<double>(copy, (n + 1) * (int)stride).Clear();
        for (int j = 0; j < n; j++)
        {
            new ReadOnlySpan<double>(source.At(j, j), n - j).CopyTo(new Span<double>(copy + j + (j * stride), n - j));
        }

        return copy;
    }

    /// <summary>Copies a lower triangle out of columns of whole registers.</summary>
    public static void CopyOut(double* copy, nint stride, MatrixView destination)
    {
        int n = destination.Rows;
        for (int j = 0; j < n; j++)
        {
            new ReadOnlySpan<double>(copy + j + (j * stride), n - j).CopyTo(new Span<double>(destination.At(j, j), n - j));
        }
    }
}
