using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Multiplies a symmetric matrix, of which only the lower triangle is read, by a vector.</summary>
/// <remarks>
/// Every stored entry is read once and used twice, so a large product takes half the memory traffic of one with both triangles.
/// The summation order depends on the order and the machine's vector width only.
/// </remarks>
internal static unsafe class SymmetricMatrixVector
{
    // Columns taken together: y is read and written once for four of them.
    private const int Group = 4;

    /// <summary>Computes y := alpha A x + beta y.</summary>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="a">A, n x n; entries above the diagonal are not read.</param>
    /// <param name="x">x, n entries.</param>
    /// <param name="beta">The factor of the old y; with 0, y is not read.</param>
    /// <param name="y">y, n entries, not overlapping x.</param>
    public static void MultiplyLower(double alpha, MatrixView a, double* x, double beta, double* y)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            MultiplyLower<Lanes512, Vector512<double>>(alpha, a, x, beta, y);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            MultiplyLower<Lanes256, Vector256<double>>(alpha, a, x, beta, y);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            MultiplyLower<Lanes128, Vector128<double>>(alpha, a, x, beta, y);
        }
        else
        {
            MultiplyLower<Lanes64, double>(alpha, a, x, beta, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyLower<TLanes, TVector>(double alpha, MatrixView a, double* x, double beta, double* y)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int n = a.Rows;
        VectorOperations.ScaleOrClear(beta, y, n);
        for (int j = 0; j < n; j += Group)
        {
            int columns = Math.Min(Group, n - j);
            MultiplyDiagonalBlock(alpha, a.Slice(j, j, columns, columns), x + j, y + j);
            if (columns == Group)
            {
                MultiplyBelow<TLanes, TVector>(alpha, a.At(j + Group, j), a.Stride, n - j - Group, x + j, y + j);
            }
        }
    }

    private static void MultiplyDiagonalBlock(double alpha, MatrixView a, double* x, double* y)
    {
        for (int j = 0; j < a.Columns; j++)
        {
            double* column = a.Column(j);
            double factor = alpha * x[j];
            double sum = column[j] * x[j];
            for (int i = j + 1; i < a.Rows; i++)
            {
                y[i] += factor * column[i];
                sum += column[i] * x[i];
            }

            y[j] += alpha * sum;
        }
    }

    // With P the rows below four diagonal entries: y_below += alpha P x_four and y_four += alpha P' x_below.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBelow<TLanes, TVector>(double alpha, double* panel, nint stride, int rows, double* x, double* y)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        double* xBelow = x + Group;
        double* yBelow = y + Group;
        double* column1 = panel + stride;
        double* column2 = column1 + stride;
        double* column3 = column2 + stride;
        TVector factor0 = TLanes.Broadcast(alpha * x[0]);
        TVector factor1 = TLanes.Broadcast(alpha * x[1]);
        TVector factor2 = TLanes.Broadcast(alpha * x[2]);
        TVector factor3 = TLanes.Broadcast(alpha * x[3]);
        TVector sum0 = TLanes.Broadcast(0.0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        int i = 0;
        for (; i <= rows - TLanes.Count; i += TLanes.Count)
        {
            TVector xi = TLanes.Load(xBelow + i);
            TVector a0 = TLanes.Load(panel + i);
            TVector a1 = TLanes.Load(column1 + i);
            TVector a2 = TLanes.Load(column2 + i);
            TVector a3 = TLanes.Load(column3 + i);
            sum0 = TLanes.MultiplyAdd(a0, xi, sum0);
            sum1 = TLanes.MultiplyAdd(a1, xi, sum1);
            sum2 = TLanes.MultiplyAdd(a2, xi, sum2);
            sum3 = TLanes.MultiplyAdd(a3, xi, sum3);
            TVector yi = TLanes.MultiplyAdd(a1, factor1, TLanes.MultiplyAdd(a0, factor0, TLanes.Load(yBelow + i)));
            TLanes.Store(TLanes.MultiplyAdd(a3, factor3, TLanes.MultiplyAdd(a2, factor2, yi)), yBelow + i);
        }

        if (i < rows)
        {
            int rest = rows - i;
            TVector xi = TLanes.LoadPartial(xBelow + i, rest);
            TVector a0 = TLanes.LoadPartial(panel + i, rest);
            TVector a1 = TLanes.LoadPartial(column1 + i, rest);
            TVector a2 = TLanes.LoadPartial(column2 + i, rest);
            TVector a3 = TLanes.LoadPartial(column3 + i, rest);
            sum0 = TLanes.MultiplyAdd(a0, xi, sum0);
            sum1 = TLanes.MultiplyAdd(a1, xi, sum1);
            sum2 = TLanes.MultiplyAdd(a2, xi, sum2);
            sum3 = TLanes.MultiplyAdd(a3, xi, sum3);
            TVector yi = TLanes.MultiplyAdd(a1, factor1, TLanes.MultiplyAdd(a0, factor0, TLanes.LoadPartial(yBelow + i, rest)));
            TLanes.StorePartial(TLanes.MultiplyAdd(a3, factor3, TLanes.MultiplyAdd(a2, factor2, yi)), yBelow + i, rest);
        }

        y[0] += alpha * TLanes.Sum(sum0);
        y[1] += alpha * TLanes.Sum(sum1);
        y[2] += alpha * TLanes.Sum(sum2);
        y[3] += alpha * TLanes.Sum(sum3);
    }
}
