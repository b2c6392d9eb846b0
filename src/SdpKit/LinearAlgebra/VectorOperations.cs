using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Simd;

namespace SdpKit.LinearAlgebra;

/// <summary>Works on contiguous vectors of doubles; any alignment, length 0 allowed.</summary>
/// <remarks>The summation order depends on the length and the machine's vector width only. Safe for threads that write to disjoint vectors.</remarks>
internal static unsafe class VectorOperations
{
    /// <summary>Computes x'y.</summary>
    public static double Dot(double* x, double* y, nint n) =>
        Vector512.IsHardwareAccelerated ? Dot<SimdRung512, Vector512<double>>(x, y, n)
        : Vector256.IsHardwareAccelerated ? Dot<SimdRung256, Vector256<double>>(x, y, n)
        : Vector128.IsHardwareAccelerated ? Dot<SimdRung128, Vector128<double>>(x, y, n)
        : Dot<SimdRungScalar, double>(x, y, n);

    /// <summary>Computes y := alpha x + y.</summary>
    public static void AddScaled(double alpha, double* x, double* y, nint n)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddScaled<SimdRung512, Vector512<double>>(alpha, x, y, n);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddScaled<SimdRung256, Vector256<double>>(alpha, x, y, n);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddScaled<SimdRung128, Vector128<double>>(alpha, x, y, n);
        }
        else
        {
            AddScaled<SimdRungScalar, double>(alpha, x, y, n);
        }
    }

    /// <summary>Computes x := alpha x.</summary>
    public static void Scale(double alpha, double* x, nint n)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Scale<SimdRung512, Vector512<double>>(alpha, x, n);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Scale<SimdRung256, Vector256<double>>(alpha, x, n);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Scale<SimdRung128, Vector128<double>>(alpha, x, n);
        }
        else
        {
            Scale<SimdRungScalar, double>(alpha, x, n);
        }
    }

    /// <summary>Computes y := beta y; with beta = 0, y is set to zero without being read.</summary>
    public static void ScaleOrClear(double beta, double* y, nint n)
    {
        if (beta == 0.0)
        {
            NativeMemory.Clear(y, (nuint)n * sizeof(double));
        }
        else if (beta != 1.0)
        {
            Scale(beta, y, n);
        }
    }

    /// <summary>Copies x to y, which does not overlap it.</summary>
    public static void Copy(double* x, double* y, nint n) => NativeMemory.Copy(x, y, (nuint)n * sizeof(double));

    /// <summary>Exchanges x and y.</summary>
    public static void Exchange(double* x, double* y, nint n)
    {
        for (nint i = 0; i < n; i++)
        {
            (x[i], y[i]) = (y[i], x[i]);
        }
    }

    /// <summary>Computes x'x; overflows and underflows as the squares do.</summary>
    public static double SumOfSquares(double* x, nint n) => Dot(x, x, n);

    /// <summary>Computes the largest |x_i|, 0 for an empty vector; NaN if any entry is NaN.</summary>
    public static double MaxAbs(double* x, nint n) =>
        Vector512.IsHardwareAccelerated ? MaxAbs<SimdRung512, Vector512<double>>(x, n)
        : Vector256.IsHardwareAccelerated ? MaxAbs<SimdRung256, Vector256<double>>(x, n)
        : Vector128.IsHardwareAccelerated ? MaxAbs<SimdRung128, Vector128<double>>(x, n)
        : MaxAbs<SimdRungScalar, double>(x, n);

    // Four accumulators hide the latency of the fused multiply-add (4 cycles, 2 a cycle, loads bound it at 1 a cycle).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot<TRung, TVector>(double* x, double* y, nint n)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int width = TRung.Width;
        TVector sum0 = TRung.Broadcast(0.0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        nint i = 0;
        for (; i <= n - (4 * width); i += 4 * width)
        {
            sum0 = TRung.MultiplyAdd(TRung.Load(x + i), TRung.Load(y + i), sum0);
            sum1 = TRung.MultiplyAdd(TRung.Load(x + i + width), TRung.Load(y + i + width), sum1);
            sum2 = TRung.MultiplyAdd(TRung.Load(x + i + (2 * width)), TRung.Load(y + i + (2 * width)), sum2);
            sum3 = TRung.MultiplyAdd(TRung.Load(x + i + (3 * width)), TRung.Load(y + i + (3 * width)), sum3);
        }

        for (; i <= n - width; i += width)
        {
            sum0 = TRung.MultiplyAdd(TRung.Load(x + i), TRung.Load(y + i), sum0);
        }

        if (i < n)
        {
            int rest = (int)(n - i);
            sum1 = TRung.MultiplyAdd(TRung.LoadPartial(x + i, rest), TRung.LoadPartial(y + i, rest), sum1);
        }

        return TRung.Sum(TRung.Add(TRung.Add(sum0, sum1), TRung.Add(sum2, sum3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled<TRung, TVector>(double alpha, double* x, double* y, nint n)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int width = TRung.Width;
        TVector factor = TRung.Broadcast(alpha);
        nint i = 0;
        for (; i <= n - (2 * width); i += 2 * width)
        {
            TRung.Store(y + i, TRung.MultiplyAdd(factor, TRung.Load(x + i), TRung.Load(y + i)));
            TRung.Store(y + i + width, TRung.MultiplyAdd(factor, TRung.Load(x + i + width), TRung.Load(y + i + width)));
        }

        for (; i <= n - width; i += width)
        {
            TRung.Store(y + i, TRung.MultiplyAdd(factor, TRung.Load(x + i), TRung.Load(y + i)));
        }

        if (i < n)
        {
            int rest = (int)(n - i);
            TRung.StorePartial(y + i, TRung.MultiplyAdd(factor, TRung.LoadPartial(x + i, rest), TRung.LoadPartial(y + i, rest)), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TRung, TVector>(double alpha, double* x, nint n)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int width = TRung.Width;
        TVector factor = TRung.Broadcast(alpha);
        nint i = 0;
        for (; i <= n - width; i += width)
        {
            TRung.Store(x + i, TRung.Multiply(factor, TRung.Load(x + i)));
        }

        if (i < n)
        {
            int rest = (int)(n - i);
            TRung.StorePartial(x + i, TRung.Multiply(factor, TRung.LoadPartial(x + i, rest)), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double MaxAbs<TRung, TVector>(double* x, nint n)
        where TRung : ISimdRung<TVector>
        where TVector : struct
    {
        int width = TRung.Width;
        TVector largest0 = TRung.Broadcast(0.0);
        TVector largest1 = largest0;
        nint i = 0;
        for (; i <= n - (2 * width); i += 2 * width)
        {
            largest0 = TRung.MaxAbs(largest0, TRung.Load(x + i));
            largest1 = TRung.MaxAbs(largest1, TRung.Load(x + i + width));
        }

        for (; i <= n - width; i += width)
        {
            largest0 = TRung.MaxAbs(largest0, TRung.Load(x + i));
        }

        if (i < n)
        {
            largest1 = TRung.MaxAbs(largest1, TRung.LoadPartial(x + i, (int)(n - i)));
        }

        return TRung.Largest(TRung.MaxAbs(largest0, largest1));
    }
}
