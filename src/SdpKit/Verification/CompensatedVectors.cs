using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SdpKit.Verification;

/// <summary>Runs the arithmetic of <see cref="CompensatedSum"/> on whole vectors, four lanes at a time.</summary>
internal static class CompensatedVectors
{
    /// <summary>Adds the inner product of two vectors of one length to a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDot(ref CompensatedSum sum, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        right = right[..left.Length];
        Vector256<double> high = Vector256<double>.Zero;
        Vector256<double> low = Vector256<double>.Zero;
        ref double leftStart = ref MemoryMarshal.GetReference(left);
        ref double rightStart = ref MemoryMarshal.GetReference(right);
        int k = 0;
        for (; k <= left.Length - 4; k += 4)
        {
            AddProduct(ref high, ref low, Vector256.LoadUnsafe(ref leftStart, (nuint)k), Vector256.LoadUnsafe(ref rightStart, (nuint)k));
        }

        for (int lane = 0; lane < 4 && left.Length >= 4; lane++)
        {
            sum.Add(high[lane]);
            sum.Add(low[lane]);
        }

        for (; k < left.Length; k++)
        {
            sum.AddProduct(left[k], right[k]);
        }
    }

    /// <summary>Adds <c>(factor + factorLow) * vector</c> to sums held as two vectors, the high parts and the low parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> high, Span<double> low, double factor, double factorLow, ReadOnlySpan<double> vector)
    {
        high = high[..vector.Length];
        low = low[..vector.Length];
        ref double vectorStart = ref MemoryMarshal.GetReference(vector);
        ref double highStart = ref MemoryMarshal.GetReference(high);
        ref double lowStart = ref MemoryMarshal.GetReference(low);
        Vector256<double> factors = Vector256.Create(factor);
        Vector256<double> factorLows = Vector256.Create(factorLow);
        int k = 0;
        for (; k <= vector.Length - 4; k += 4)
        {
            Vector256<double> term = Vector256.LoadUnsafe(ref vectorStart, (nuint)k);
            Vector256<double> sum = Vector256.LoadUnsafe(ref highStart, (nuint)k);
            Vector256<double> rest = Vector256.FusedMultiplyAdd(factorLows, term, Vector256.LoadUnsafe(ref lowStart, (nuint)k));
            AddProduct(ref sum, ref rest, factors, term);
            sum.StoreUnsafe(ref highStart, (nuint)k);
            rest.StoreUnsafe(ref lowStart, (nuint)k);
        }

        for (; k < vector.Length; k++)
        {
            AddProduct(ref high[k], ref low[k], factor, vector[k]);
            low[k] += factorLow * vector[k];
        }
    }

    /// <summary>Adds a product to a sum held as its high and its low part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref double high, ref double low, double left, double right)
    {
        double product = left * right;
        double sum = high + product;
        double part = sum - high;
        low += Math.FusedMultiplyAdd(left, right, -product) + (high - (sum - part)) + (product - part);
        high = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(ref Vector256<double> high, ref Vector256<double> low, Vector256<double> left, Vector256<double> right)
    {
        Vector256<double> product = left * right;
        Vector256<double> sum = high + product;
        Vector256<double> part = sum - high;
        low += Vector256.FusedMultiplyAdd(left, right, -product) + (high - (sum - part)) + (product - part);
        high = sum;
    }
}
