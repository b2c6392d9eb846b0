using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Eigenvalues;

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
            UpdateLower<Lanes512, Vector512<double>>(a, v, w, x, y);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            UpdateLower<Lanes256, Vector256<double>>(a, v, w, x, y);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            UpdateLower<Lanes128, Vector128<double>>(a, v, w, x, y);
        }
        else
        {
            UpdateLower<Lanes64, double>(a, v, w, x, y);
        }
    }

    private static void UpdateLower<TLanes, TVector>(MatrixView a, double* v, double* w, double* x, double* y)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int n = a.Rows;
        VectorOperations.ScaleOrClear(0.0, y, n);
        for (int j = 0; j < n; j += Group)
        {
            int columns = Math.Min(Group, n - j);
            UpdateDiagonalBlock(a.Slice(j, j, columns, columns), v + j, w + j, x + j, y + j);
            if (columns == Group)
            {
                UpdateBelow<TLanes, TVector>(a.At(j + Group, j), a.Stride, n - j - Group, v + j, w + j, x + j, y + j);
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
    private static void UpdateBelow<TLanes, TVector>(double* column0, nint stride, int rows, double* v, double* w, double* x, double* y)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        double* column1 = column0 + stride;
        double* column2 = column1 + stride;
        double* column3 = column2 + stride;
        TVector v0 = TLanes.Broadcast(-v[0]);
        TVector v1 = TLanes.Broadcast(-v[1]);
        TVector v2 = TLanes.Broadcast(-v[2]);
        TVector v3 = TLanes.Broadcast(-v[3]);
        TVector w0 = TLanes.Broadcast(-w[0]);
        TVector w1 = TLanes.Broadcast(-w[1]);
        TVector w2 = TLanes.Broadcast(-w[2]);
        TVector w3 = TLanes.Broadcast(-w[3]);
        TVector x0 = TLanes.Broadcast(x[0]);
        TVector x1 = TLanes.Broadcast(x[1]);
        TVector x2 = TLanes.Broadcast(x[2]);
        TVector x3 = TLanes.Broadcast(x[3]);
        TVector sum0 = TLanes.Broadcast(0.0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        int i = 0;
        for (; i <= rows - TLanes.Count; i += TLanes.Count)
        {
            TVector vi = TLanes.Load(v + Group + i);
            TVector wi = TLanes.Load(w + Group + i);
            TVector xi = TLanes.Load(x + Group + i);
            TVector a0 = Add<TLanes, TVector>(TLanes.Load(column0 + i), vi, w0, wi, v0);
            TVector a1 = Add<TLanes, TVector>(TLanes.Load(column1 + i), vi, w1, wi, v1);
            TVector a2 = Add<TLanes, TVector>(TLanes.Load(column2 + i), vi, w2, wi, v2);
            TVector a3 = Add<TLanes, TVector>(TLanes.Load(column3 + i), vi, w3, wi, v3);
            TLanes.Store(a0, column0 + i);
            TLanes.Store(a1, column1 + i);
            TLanes.Store(a2, column2 + i);
            TLanes.Store(a3, column3 + i);
            TVector yi = Add<TLanes, TVector>(TLanes.Load(y + Group + i), a0, x0, a1, x1);
            TLanes.Store(Add<TLanes, TVector>(yi, a2, x2, a3, x3), y + Group + i);
            sum0 = TLanes.MultiplyAdd(a0, xi, sum0);
            sum1 = TLanes.MultiplyAdd(a1, xi, sum1);
            sum2 = TLanes.MultiplyAdd(a2, xi, sum2);
            sum3 = TLanes.MultiplyAdd(a3, xi, sum3);
        }

        if (i < rows)
        {
            int rest = rows - i;
            TVector vi = TLanes.LoadPartial(v + Group + i, rest);
            TVector wi = TLanes.LoadPartial(w + Group + i, rest);
            TVector xi = TLanes.LoadPartial(x + Group + i, rest);
            TVector a0 = Add<TLanes, TVector>(TLanes.LoadPartial(column0 + i, rest), vi, w0, wi, v0);
            TVector a1 = Add<TLanes, TVector>(TLanes.LoadPartial(column1 + i, rest), vi, w1, wi, v1);
            TVector a2 = Add<TLanes, TVector>(TLanes.LoadPartial(column2 + i, rest), vi, w2, wi, v2);
            TVector a3 = Add<TLanes, TVector>(TLanes.LoadPartial(column3 + i, rest), vi, w3, wi, v3);
            TLanes.StorePartial(a0, column0 + i, rest);
            TLanes.StorePartial(a1, column1 + i, rest);
            TLanes.StorePartial(a2, column2 + i, rest);
            TLanes.StorePartial(a3, column3 + i, rest);
            TVector yi = Add<TLanes, TVector>(TLanes.LoadPartial(y + Group + i, rest), a0, x0, a1, x1);
            TLanes.StorePartial(Add<TLanes, TVector>(yi, a2, x2, a3, x3), y + Group + i, rest);
            sum0 = TLanes.MultiplyAdd(a0, xi, sum0);
            sum1 = TLanes.MultiplyAdd(a1, xi, sum1);
            sum2 = TLanes.MultiplyAdd(a2, xi, sum2);
            sum3 = TLanes.MultiplyAdd(a3, xi, sum3);
        }

        y[0] += TLanes.Sum(sum0);
        y[1] += TLanes.Sum(sum1);
        y[2] += TLanes.Sum(sum2);
        y[3] += TLanes.Sum(sum3);
    }

    // sum + a p + b q
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add<TLanes, TVector>(TVector sum, TVector a, TVector p, TVector b, TVector q)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged => TLanes.MultiplyAdd(b, q, TLanes.MultiplyAdd(a, p, sum));
}
