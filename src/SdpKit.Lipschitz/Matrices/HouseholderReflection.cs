using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Matrices;

/// <summary>Maps a vector to a multiple of the first unit vector by a reflection H = I - vv'/scale (Golub, Van Loan, Matrix Computations, section 5.1).</summary>
internal static unsafe class HouseholderReflection
{
    /// <summary>Replaces x by the v of its reflection, H x = pivot e_1.</summary>
    /// <returns>The pivot, -sign(x_1) ||x||, and the scale, which is 0 where x is 0: then H is I.</returns>
    public static (double Pivot, double Scale) Replace(Span<double> x)
    {
        double norm = EuclideanNorm.Of(x);
        double pivot = x[0] > 0.0 ? -norm : norm;
        x[0] -= pivot;
        return (pivot, -pivot * x[0]);
    }

    /// <summary>Computes x := H x.</summary>
    public static void Apply(ReadOnlySpan<double> v, double scale, Span<double> x)
    {
        if (scale == 0.0)
        {
            return;
        }

        fixed (double* from = v, to = x)
        {
            double factor = -VectorOperations.Dot(from, to, v.Length) / scale;
            VectorOperations.AddScaled(factor, from, to, v.Length);
        }
    }
}
