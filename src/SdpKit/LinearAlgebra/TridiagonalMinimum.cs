using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra;

/// <summary>Finds the smallest eigenvalue of a symmetric tridiagonal matrix by Newton's method on its last pivot, guarded by Sturm counts.</summary>
/// <remarks>
/// With the pivots p_1 = a_1 - x, p_(i+1) = a_(i+1) - x - b_i^2 / p_i, x lies below the spectrum exactly when all are positive (Sylvester). Where all but
/// the last are, the last is a decreasing concave function of x that vanishes at the smallest eigenvalue.
/// </remarks>
internal static unsafe class TridiagonalMinimum
{
    private const int MaximumEvaluations = 200;
    private const double Roundoff = 1e-15;

    /// <summary>Encloses the smallest eigenvalue.</summary>
    /// <param name="diagonal">The n diagonal entries, n at least 1.</param>
    /// <param name="couplings">The n - 1 entries beside them.</param>
    /// <param name="n">The order.</param>
    /// <param name="tolerance">The width to reach, relative to the larger magnitude of the two bounds.</param>
    /// <returns>Bounds that hold up to rounding in the entries; NaN if an entry is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Lower, double Upper) Enclose(double* diagonal, double* couplings, int n, double tolerance)
    {
        (double lower, double upper) = GershgorinBounds(diagonal, couplings, n);
        double floor = Roundoff * Math.Max(Math.Abs(lower), Math.Abs(upper));
        double x = 0.5 * (lower + upper);
        for (int k = 1; k <= MaximumEvaluations; k++)
        {
            double width = Math.Max(tolerance * Math.Max(Math.Abs(lower), Math.Abs(upper)), floor);
            if (!(upper - lower > width))
            {
                break;
            }

            double next = double.NaN;
            if (TryLastPivot(diagonal, couplings, n, x, out double pivot, out double derivative))
            {
                // Concave and decreasing: the tangent's zero is never below the eigenvalue. Stepping a little further makes the next lower bound tight.
                double tangentZero = x - (pivot / derivative);
                if (pivot > 0.0)
                {
                    lower = x;
                    upper = Math.Min(upper, tangentZero);
                }
                else
                {
                    upper = Math.Min(x, tangentZero);
                }

                next = tangentZero - (0.5 * width);
            }
            else
            {
                upper = x;
            }

            // A bisection in every third place bounds the count of evaluations.
            x = next > lower && next < upper && k % 3 != 0 ? next : 0.5 * (lower + upper);
        }

        return (lower, upper);
    }

    private static (double Lower, double Upper) GershgorinBounds(double* diagonal, double* couplings, int n)
    {
        double lower = double.PositiveInfinity;
        double upper = double.PositiveInfinity;
        for (int i = 0; i < n; i++)
        {
            double radius = (i > 0 ? Math.Abs(couplings[i - 1]) : 0.0) + (i < n - 1 ? Math.Abs(couplings[i]) : 0.0);
            lower = Math.Min(lower, diagonal[i] - radius);
            upper = Math.Min(upper, diagonal[i]);
        }

        return (lower, upper);
    }

    // The last pivot at x and its derivative by x; false if an earlier pivot is not positive.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryLastPivot(double* diagonal, double* couplings, int n, double x, out double pivot, out double derivative)
    {
        pivot = diagonal[0] - x;
        derivative = -1.0;
        for (int i = 1; i < n; i++)
        {
            if (!(pivot > 0.0))
            {
                return false;
            }

            double ratio = couplings[i - 1] / pivot;
            pivot = diagonal[i] - x - (couplings[i - 1] * ratio);
            derivative = (ratio * ratio * derivative) - 1.0;
        }

        return true;
    }
}
