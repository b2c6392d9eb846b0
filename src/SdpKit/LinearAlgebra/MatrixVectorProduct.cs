using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Multiplies a full matrix, or its transpose, by a vector.</summary>
/// <remarks>Every entry is read once. The summation order depends on the shape and the machine's vector width only.</remarks>
internal static unsafe class MatrixVectorProduct
{
    // Columns taken together: the vector along the rows is read (and written) once for four of them.
    private const int Group = 4;

    /// <summary>Computes y := alpha op(A) x + beta y.</summary>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="a">A; any shape, no entries allowed.</param>
    /// <param name="transpose">Whether op(A) is A'.</param>
    /// <param name="x">x, as many entries as op(A) has columns.</param>
    /// <param name="beta">The factor of the old y; with 0, y is not read.</param>
    /// <param name="y">y, as many entries as op(A) has rows, not overlapping x.</param>
    public static void Multiply(double alpha, MatrixView a, bool transpose, double* x, double beta, double* y)
    {
        VectorOperations.ScaleOrClear(beta, y, transpose ? a.Columns : a.Rows);
        if (Vector512.IsHardwareAccelerated)
        {
            AddProduct<Lanes512, Vector512<double>>(alpha, a, transpose, x, y);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddProduct<Lanes256, Vector256<double>>(alpha, a, transpose, x, y);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddProduct<Lanes128, Vector128<double>>(alpha, a, transpose, x, y);
        }
        else
        {
            AddProduct<Lanes64, double>(alpha, a, transpose, x, y);
        }
    }

    private static void AddProduct<TLanes, TVector>(double alpha, MatrixView a, bool transpose, double* x, double* y)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int j = 0;
        for (; j <= a.Columns - Group; j += Group)
        {
            if (transpose)
            {
                AddFourDots<TLanes, TVector>(alpha, a.Column(j), a.Stride, a.Rows, x, y + j);
            }
            else
            {
                AddFourColumns<TLanes, TVector>(alpha, a.Column(j), a.Stride, a.Rows, x + j, y);
            }
        }

        for (; j < a.Columns; j++)
        {
            if (transpose)
            {
                y[j] += alpha * VectorOperations.Dot(a.Column(j), x, a.Rows);
            }
            else
            {
                VectorOperations.AddScaled(alpha * x[j], a.Column(j), y, a.Rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourColumns<TLanes, TVector>(double alpha, double* column0, nint stride, int rows, double* x, double* y)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        double* column1 = column0 + stride;
        double* column2 = column1 + stride;
        double* column3 = column2 + stride;
        TVector factor0 = TLanes.Broadcast(alpha * x[0]);
        TVector factor1 = TLanes.Broadcast(alpha * x[1]);
        TVector factor2 = TLanes.Broadcast(alpha * x[2]);
        TVector factor3 = TLanes.Broadcast(alpha * x[3]);
        int i = 0;
        for (; i <= rows - TLanes.Count; i += TLanes.Count)
        {
            TVector yi = TLanes.MultiplyAdd(TLanes.Load(column0 + i), factor0, TLanes.Load(y + i));
            yi = TLanes.MultiplyAdd(TLanes.Load(column1 + i), factor1, yi);
            yi = TLanes.MultiplyAdd(TLanes.Load(column2 + i), factor2, yi);
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(column3 + i), factor3, yi), y + i);
        }

        if (i < rows)
        {
            int rest = rows - i;
            TVector yi = TLanes.MultiplyAdd(TLanes.LoadPartial(column0 + i, rest), factor0, TLanes.LoadPartial(y + i, rest));
            yi = TLanes.MultiplyAdd(TLanes.LoadPartial(column1 + i, rest), factor1, yi);
            yi = TLanes.MultiplyAdd(TLanes.LoadPartial(column2 + i, rest), factor2, yi);
            TLanes.StorePartial(TLanes.MultiplyAdd(TLanes.LoadPartial(column3 + i, rest), factor3, yi), y + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourDots<TLanes, TVector>(double alpha, double* column0, nint stride, int rows, double* x, double* y)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        double* column1 = column0 + stride;
        double* column2 = column1 + stride;
        double* column3 = column2 + stride;
        TVector sum0 = TLanes.Broadcast(0.0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        int i = 0;
        for (; i <= rows - TLanes.Count; i += TLanes.Count)
        {
            TVector xi = TLanes.Load(x + i);
            sum0 = TLanes.MultiplyAdd(TLanes.Load(column0 + i), xi, sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.Load(column1 + i), xi, sum1);
            sum2 = TLanes.MultiplyAdd(TLanes.Load(column2 + i), xi, sum2);
            sum3 = TLanes.MultiplyAdd(TLanes.Load(column3 + i), xi, sum3);
        }

        if (i < rows)
        {
            int rest = rows - i;
            TVector xi = TLanes.LoadPartial(x + i, rest);
            sum0 = TLanes.MultiplyAdd(TLanes.LoadPartial(column0 + i, rest), xi, sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.LoadPartial(column1 + i, rest), xi, sum1);
            sum2 = TLanes.MultiplyAdd(TLanes.LoadPartial(column2 + i, rest), xi, sum2);
            sum3 = TLanes.MultiplyAdd(TLanes.LoadPartial(column3 + i, rest), xi, sum3);
        }

        y[0] += alpha * TLanes.Sum(sum0);
        y[1] += alpha * TLanes.Sum(sum1);
        y[2] += alpha * TLanes.Sum(sum2);
        y[3] += alpha * TLanes.Sum(sum3);
    }
}
