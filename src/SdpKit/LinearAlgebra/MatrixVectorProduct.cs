using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Simd;

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
            AddProduct<SimdRung512, Vector512<double>>(alpha, a, transpose, x, y);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddProduct<SimdRung256, Vector256<double>>(alpha, a, transpose, x, y);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddProduct<SimdRung128, Vector128<double>>(alpha, a, transpose, x, y);
        }
        else
        {
            AddProduct<SimdRungScalar, double>(alpha, a, transpose, x, y);
        }
    }

    private static void AddProduct<TRung, TVector>(double alpha, MatrixView a, bool transpose, double* x, double* y)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int j = 0;
        for (; j <= a.Columns - Group; j += Group)
        {
            if (transpose)
            {
                AddFourDots<TRung, TVector>(alpha, a.Column(j), a.Stride, a.Rows, x, y + j);
            }
            else
            {
                AddFourColumns<TRung, TVector>(alpha, a.Column(j), a.Stride, a.Rows, x + j, y);
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
    private static void AddFourColumns<TRung, TVector>(double alpha, double* column0, nint stride, int rows, double* x, double* y)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        double* column1 = column0 + stride;
        double* column2 = column1 + stride;
        double* column3 = column2 + stride;
        TVector factor0 = TRung.Broadcast(alpha * x[0]);
        TVector factor1 = TRung.Broadcast(alpha * x[1]);
        TVector factor2 = TRung.Broadcast(alpha * x[2]);
        TVector factor3 = TRung.Broadcast(alpha * x[3]);
        int i = 0;
        for (; i <= rows - TRung.Width; i += TRung.Width)
        {
            TVector yi = TRung.MultiplyAdd(TRung.Load(column0 + i), factor0, TRung.Load(y + i));
            yi = TRung.MultiplyAdd(TRung.Load(column1 + i), factor1, yi);
            yi = TRung.MultiplyAdd(TRung.Load(column2 + i), factor2, yi);
            TRung.Store(y + i, TRung.MultiplyAdd(TRung.Load(column3 + i), factor3, yi));
        }

        if (i < rows)
        {
            int rest = rows - i;
            TVector yi = TRung.MultiplyAdd(TRung.LoadPartial(column0 + i, rest), factor0, TRung.LoadPartial(y + i, rest));
            yi = TRung.MultiplyAdd(TRung.LoadPartial(column1 + i, rest), factor1, yi);
            yi = TRung.MultiplyAdd(TRung.LoadPartial(column2 + i, rest), factor2, yi);
            TRung.StorePartial(y + i, TRung.MultiplyAdd(TRung.LoadPartial(column3 + i, rest), factor3, yi), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourDots<TRung, TVector>(double alpha, double* column0, nint stride, int rows, double* x, double* y)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        double* column1 = column0 + stride;
        double* column2 = column1 + stride;
        double* column3 = column2 + stride;
        TVector sum0 = TRung.Broadcast(0.0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        int i = 0;
        for (; i <= rows - TRung.Width; i += TRung.Width)
        {
            TVector xi = TRung.Load(x + i);
            sum0 = TRung.MultiplyAdd(TRung.Load(column0 + i), xi, sum0);
            sum1 = TRung.MultiplyAdd(TRung.Load(column1 + i), xi, sum1);
            sum2 = TRung.MultiplyAdd(TRung.Load(column2 + i), xi, sum2);
            sum3 = TRung.MultiplyAdd(TRung.Load(column3 + i), xi, sum3);
        }

        if (i < rows)
        {
            int rest = rows - i;
            TVector xi = TRung.LoadPartial(x + i, rest);
            sum0 = TRung.MultiplyAdd(TRung.LoadPartial(column0 + i, rest), xi, sum0);
            sum1 = TRung.MultiplyAdd(TRung.LoadPartial(column1 + i, rest), xi, sum1);
            sum2 = TRung.MultiplyAdd(TRung.LoadPartial(column2 + i, rest), xi, sum2);
            sum3 = TRung.MultiplyAdd(TRung.LoadPartial(column3 + i, rest), xi, sum3);
        }

        y[0] += alpha * TRung.Sum(sum0);
        y[1] += alpha * TRung.Sum(sum1);
        y[2] += alpha * TRung.Sum(sum2);
        y[3] += alpha * TRung.Sum(sum3);
    }
}
