using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Simd;

namespace SdpKit.LinearAlgebra;

/// <summary>Updates a symmetric matrix by rank two and multiplies the result by a vector, in one pass over its lower triangle.</summary>
internal static unsafe class RankTwoUpdateProduct
{
    // Columns taken together: the vectors along the rows are read once for four of them.
    private const int Group = 4;

    /// <summary>Computes A := A - v w' - w v', then y := A x.</summary>
    /// <param name="a">A, n x n, lower triangle; entries above the diagonal are not touched.</param>
    /// <param name="v">v, n entries.</param>
    /// <param name="w">w, n entries.</param>
    /// <param name="x">x, n entries.</param>
    /// <param name="y">y, n entries, overlapping none of the others.</param>
    public static void UpdateLower(MatrixView a, double* v, double* w, double* x, double* y)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            UpdateLower<SimdRung512, Vector512<double>>(a, v, w, x, y);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            UpdateLower<SimdRung256, Vector256<double>>(a, v, w, x, y);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            UpdateLower<SimdRung128, Vector128<double>>(a, v, w, x, y);
        }
        else
        {
            UpdateLower<SimdRungScalar, double>(a, v, w, x, y);
        }
    }

    private static void UpdateLower<TRung, TVector>(MatrixView a, double* v, double* w, double* x, double* y)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int n = a.Rows;
        VectorOperations.ScaleOrClear(0.0, y, n);
        for (int j = 0; j < n; j += Group)
        {
            int columns = Math.Min(Group, n - j);
            UpdateDiagonalBlock(a.Slice(j, j, columns, columns), v + j, w + j, x + j, y + j);
            if (columns == Group)
            {
                UpdateBelow<TRung, TVector>(a.At(j + Group, j), a.Stride, n - j - Group, v + j, w + j, x + j, y + j);
            }
        }
    }

    private static void UpdateDiagonalBlock(MatrixView a, double* v, double* w, double* x, double* y)
    {
        for (int j = 0; j < a.Columns; j++)
        {
            double* column = a.Column(j);
            column[j] -= 2.0 * v[j] * w[j];
            double sum = column[j] * x[j];
            for (int i = j + 1; i < a.Rows; i++)
            {
                column[i] -= (v[i] * w[j]) + (w[i] * v[j]);
                y[i] += column[i] * x[j];
                sum += column[i] * x[i];
            }

            y[j] += sum;
        }
    }

    // The rows below four diagonal entries; the vectors point at the first of the four.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateBelow<TRung, TVector>(double* column0, nint stride, int rows, double* v, double* w, double* x, double* y)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        double* column1 = column0 + stride;
        double* column2 = column1 + stride;
        double* column3 = column2 + stride;
        TVector v0 = TRung.Broadcast(-v[0]);
        TVector v1 = TRung.Broadcast(-v[1]);
        TVector v2 = TRung.Broadcast(-v[2]);
        TVector v3 = TRung.Broadcast(-v[3]);
        TVector w0 = TRung.Broadcast(-w[0]);
        TVector w1 = TRung.Broadcast(-w[1]);
        TVector w2 = TRung.Broadcast(-w[2]);
        TVector w3 = TRung.Broadcast(-w[3]);
        TVector x0 = TRung.Broadcast(x[0]);
        TVector x1 = TRung.Broadcast(x[1]);
        TVector x2 = TRung.Broadcast(x[2]);
        TVector x3 = TRung.Broadcast(x[3]);
        TVector sum0 = TRung.Broadcast(0.0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        int i = 0;
        for (; i <= rows - TRung.Width; i += TRung.Width)
        {
            TVector vi = TRung.Load(v + Group + i);
            TVector wi = TRung.Load(w + Group + i);
            TVector xi = TRung.Load(x + Group + i);
            TVector a0 = Add<TRung, TVector>(TRung.Load(column0 + i), vi, w0, wi, v0);
            TVector a1 = Add<TRung, TVector>(TRung.Load(column1 + i), vi, w1, wi, v1);
            TVector a2 = Add<TRung, TVector>(TRung.Load(column2 + i), vi, w2, wi, v2);
            TVector a3 = Add<TRung, TVector>(TRung.Load(column3 + i), vi, w3, wi, v3);
            TRung.Store(column0 + i, a0);
            TRung.Store(column1 + i, a1);
            TRung.Store(column2 + i, a2);
            TRung.Store(column3 + i, a3);
            TVector yi = Add<TRung, TVector>(TRung.Load(y + Group + i), a0, x0, a1, x1);
            TRung.Store(y + Group + i, Add<TRung, TVector>(yi, a2, x2, a3, x3));
            sum0 = TRung.MultiplyAdd(a0, xi, sum0);
            sum1 = TRung.MultiplyAdd(a1, xi, sum1);
            sum2 = TRung.MultiplyAdd(a2, xi, sum2);
            sum3 = TRung.MultiplyAdd(a3, xi, sum3);
        }

        if (i < rows)
        {
            int rest = rows - i;
            TVector vi = TRung.LoadPartial(v + Group + i, rest);
            TVector wi = TRung.LoadPartial(w + Group + i, rest);
            TVector xi = TRung.LoadPartial(x + Group + i, rest);
            TVector a0 = Add<TRung, TVector>(TRung.LoadPartial(column0 + i, rest), vi, w0, wi, v0);
            TVector a1 = Add<TRung, TVector>(TRung.LoadPartial(column1 + i, rest), vi, w1, wi, v1);
            TVector a2 = Add<TRung, TVector>(TRung.LoadPartial(column2 + i, rest), vi, w2, wi, v2);
            TVector a3 = Add<TRung, TVector>(TRung.LoadPartial(column3 + i, rest), vi, w3, wi, v3);
            TRung.StorePartial(column0 + i, a0, rest);
            TRung.StorePartial(column1 + i, a1, rest);
            TRung.StorePartial(column2 + i, a2, rest);
            TRung.StorePartial(column3 + i, a3, rest);
            TVector yi = Add<TRung, TVector>(TRung.LoadPartial(y + Group + i, rest), a0, x0, a1, x1);
            TRung.StorePartial(y + Group + i, Add<TRung, TVector>(yi, a2, x2, a3, x3), rest);
            sum0 = TRung.MultiplyAdd(a0, xi, sum0);
            sum1 = TRung.MultiplyAdd(a1, xi, sum1);
            sum2 = TRung.MultiplyAdd(a2, xi, sum2);
            sum3 = TRung.MultiplyAdd(a3, xi, sum3);
        }

        y[0] += TRung.Sum(sum0);
        y[1] += TRung.Sum(sum1);
        y[2] += TRung.Sum(sum2);
        y[3] += TRung.Sum(sum3);
    }

    // sum + a p + b q
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add<TRung, TVector>(TVector sum, TVector a, TVector p, TVector b, TVector q)
        where TRung : ISimdRung<TVector>
        where TVector : struct => TRung.MultiplyAdd(b, q, TRung.MultiplyAdd(a, p, sum));
}
