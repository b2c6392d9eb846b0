using System.Numerics;
using System.Runtime.CompilerServices;

namespace SdpKit.HighPrecision;

/// <summary>Computes with several double-double numbers at a time.</summary>
internal static class VectorDoubleDouble
{
    /// <summary>Computes <c>(high, low) += (scaleHigh, scaleLow) * (sourceHigh, sourceLow)</c>.</summary>
    /// <remarks>Sums without the last correction of the error: good to 2^-104 of the larger term, as sums of many terms are anyway.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        Vector<double> scaleHigh, Vector<double> scaleLow, Vector<double> sourceHigh, Vector<double> sourceLow, ref Vector<double> high, ref Vector<double> low)
    {
        Vector<double> product = scaleHigh * sourceHigh;
        Vector<double> error = Vector.FusedMultiplyAdd(scaleHigh, sourceHigh, -product);
        error = Vector.FusedMultiplyAdd(scaleLow, sourceHigh, Vector.FusedMultiplyAdd(scaleHigh, sourceLow, error));
        Vector<double> sum = high + product;
        Vector<double> part = sum - high;
        error += (high - (sum - part)) + (product - part) + low;
        high = sum + error;
        low = error - (high - sum);
    }
}
