using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Structured;

/// <summary>The kernels for vectors on spans and whole matrices.</summary>
internal static unsafe class VectorSums
{
    /// <summary>Computes x'y.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        fixed (double* left = x, right = y)
        {
            return VectorOperations.Dot(left, right, x.Length);
        }
    }

    /// <summary>y := y + scale x.</summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> y)
    {
        fixed (double* from = x, to = y)
        {
            VectorOperations.AddScaled(scale, from, to, x.Length);
        }
    }
}
