using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Works on contiguous vectors of doubles; any alignment, length 0 allowed.</summary>
/// <remarks>The summation order depends on the length and the machine's vector width only. Safe for threads that write to disjoint vectors.</remarks>
internal static unsafe class VectorOperations
{
    /// <summary>Computes x'y.</summary>
    public static double Dot(double* x, double* y, nint n) =>
        Vector512.IsHardwareAccelerated ? Dot<Lanes512, Vector512<double>>(x, y, n)
        : Vector256.IsHardwareAccelerated ? Dot<Lanes256, Vector256<double>>(x, y, n)
        : Vector128.IsHardwareAccelerated ? Dot<Lanes128, Vector128<double>>(x, y, n)
        : Dot<Lanes64, double>(x, y, n);

    /// <summary>Computes y := alpha x + y.</summary>
    public static void AddScaled(double alpha, double* x, double* y, nint n)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddScaled<Lanes512, Vector512<double>>(alpha, x, y, n);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddScaled<Lanes256, Vector256<double>>(alpha, x, y, n);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddScaled<Lanes128, Vector128<double>>(alpha, x, y, n);
        }
        else
        {
            AddScaled<Lanes64, double>(alpha, x, y, n);
        }
    }

    /// <summary>Computes x := alpha x.</summary>
    public static void Scale(double alpha, double* x, nint n)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Scale<Lanes512, Vector512<double>>(alpha, x, n);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Scale<Lanes256, Vector256<double>>(alpha, x, n);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Scale<Lanes128, Vector128<double>>(alpha, x, n);
        }
        else
        {
            Scale<Lanes64, double>(alpha, x, n);
        }
    }

    /// <summary>Computes y_i := (alpha x_i) y_i.</summary>
    public static void Multiply(double alpha, double* x, double* y, nint n)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Lanes512, Vector512<double>>(alpha, x, y, n);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Lanes256, Vector256<double>>(alpha, x, y, n);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Multiply<Lanes128, Vector128<double>>(alpha, x, y, n);
        }
        else
        {
            Multiply<Lanes64, double>(alpha, x, y, n);
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
        Vector512.IsHardwareAccelerated ? MaxAbs<Lanes512, Vector512<double>>(x, n)
        : Vector256.IsHardwareAccelerated ? MaxAbs<Lanes256, Vector256<double>>(x, n)
        : Vector128.IsHardwareAccelerated ? MaxAbs<Lanes128, Vector128<double>>(x, n)
        : MaxAbs<Lanes64, double>(x, n);

    // Four accumulators hide the latency of the fused multiply-add (4 cycles, 2 a cycle, loads bound it at 1 a cycle).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot<TLanes, TVector>(double* x, double* y, nint n)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int width = TLanes.Count;
        TVector sum0 = TLanes.Broadcast(0.0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        nint i = 0;
        for (; i <= n - (4 * width); i += 4 * width)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(y + i), sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.Load(x + i + width), TLanes.Load(y + i + width), sum1);
            sum2 = TLanes.MultiplyAdd(TLanes.Load(x + i + (2 * width)), TLanes.Load(y + i + (2 * width)), sum2);
            sum3 = TLanes.MultiplyAdd(TLanes.Load(x + i + (3 * width)), TLanes.Load(y + i + (3 * width)), sum3);
        }

        for (; i <= n - width; i += width)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(y + i), sum0);
        }

        if (i < n)
        {
            int rest = (int)(n - i);
            sum1 = TLanes.MultiplyAdd(TLanes.LoadPartial(x + i, rest), TLanes.LoadPartial(y + i, rest), sum1);
        }

        return TLanes.Sum(TLanes.Add(TLanes.Add(sum0, sum1), TLanes.Add(sum2, sum3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled<TLanes, TVector>(double alpha, double* x, double* y, nint n)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int width = TLanes.Count;
        TVector factor = TLanes.Broadcast(alpha);
        nint i = 0;
        for (; i <= n - (2 * width); i += 2 * width)
        {
            TLanes.Store(TLanes.MultiplyAdd(factor, TLanes.Load(x + i), TLanes.Load(y + i)), y + i);
            TLanes.Store(TLanes.MultiplyAdd(factor, TLanes.Load(x + i + width), TLanes.Load(y + i + width)), y + i + width);
        }

        for (; i <= n - width; i += width)
        {
            TLanes.Store(TLanes.MultiplyAdd(factor, TLanes.Load(x + i), TLanes.Load(y + i)), y + i);
        }

        if (i < n)
        {
            int rest = (int)(n - i);
            TLanes.StorePartial(TLanes.MultiplyAdd(factor, TLanes.LoadPartial(x + i, rest), TLanes.LoadPartial(y + i, rest)), y + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TLanes, TVector>(double alpha, double* x, nint n)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int width = TLanes.Count;
        TVector factor = TLanes.Broadcast(alpha);
        nint i = 0;
        for (; i <= n - width; i += width)
        {
            TLanes.Store(TLanes.Multiply(factor, TLanes.Load(x + i)), x + i);
        }

        if (i < n)
        {
            int rest = (int)(n - i);
            TLanes.StorePartial(TLanes.Multiply(factor, TLanes.LoadPartial(x + i, rest)), x + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TLanes, TVector>(double alpha, double* x, double* y, nint n)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int width = TLanes.Count;
        TVector factor = TLanes.Broadcast(alpha);
        nint i = 0;
        for (; i <= n - width; i += width)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Multiply(factor, TLanes.Load(x + i)), TLanes.Load(y + i)), y + i);
        }

        if (i < n)
        {
            int rest = (int)(n - i);
            TLanes.StorePartial(TLanes.Multiply(TLanes.Multiply(factor, TLanes.LoadPartial(x + i, rest)), TLanes.LoadPartial(y + i, rest)), y + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double MaxAbs<TLanes, TVector>(double* x, nint n)
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        int width = TLanes.Count;
        TVector largest0 = TLanes.Broadcast(0.0);
        TVector largest1 = largest0;
        nint i = 0;
        for (; i <= n - (2 * width); i += 2 * width)
        {
            largest0 = TLanes.MaxAbs(largest0, TLanes.Load(x + i));
            largest1 = TLanes.MaxAbs(largest1, TLanes.Load(x + i + width));
        }

        for (; i <= n - width; i += width)
        {
            largest0 = TLanes.MaxAbs(largest0, TLanes.Load(x + i));
        }

        if (i < n)
        {
            largest1 = TLanes.MaxAbs(largest1, TLanes.LoadPartial(x + i, (int)(n - i)));
        }

        return TLanes.Largest(TLanes.MaxAbs(largest0, largest1));
    }
}
