using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Finds the smallest Ritz value of a Lanczos process and the norm of the residual of its vector.</summary>
internal static unsafe class SmallestRitzPair
{
    private const double Tolerance = 1e-4;
    private const double Roundoff = 1e-15;
    private const double Tiny = 1e-300;

    /// <summary>Computes the doubles of workspace needed for <paramref name="steps"/> steps.</summary>
    public static int WorkspaceLength(int steps) => 2 * steps;

    /// <summary>Computes a Rayleigh quotient at the lower end of the tridiagonal matrix T of a Lanczos process, and the norm of the residual of its vector in the full space.</summary>
    /// <param name="diagonal">The diagonal of T.</param>
    /// <param name="couplings">The entries beside it, not negative, and behind them the coupling to the vector that would come next.</param>
    /// <param name="steps">The order of T, at least 1.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> doubles.</param>
    /// <returns>The quotient, which is at most about 1e-4 of its magnitude above the smallest Ritz value, and the residual; NaN if an entry is NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Value, double Residual) Compute(double* diagonal, double* couplings, int steps, double* workspace)
    {
        (double shift, _) = TridiagonalMinimum.Enclose(diagonal, couplings, steps, Tolerance);
        double* z = workspace;
        double* pivots = workspace + steps;
        for (int i = 0; i < steps; i++)
        {
            // The signs of the eigenvector sought; with them no step of the solutions below cancels.
            z[i] = i % 2 == 0 ? 1.0 : -1.0;
            double pivot = diagonal[i] - shift - (i > 0 ? couplings[i - 1] * (couplings[i - 1] / pivots[i - 1]) : 0.0);
            pivots[i] = Math.Max(pivot, (Roundoff * (Math.Abs(diagonal[i]) + couplings[i])) + Tiny);
        }

        Improve(z, pivots, couplings, steps);
        Improve(z, pivots, couplings, steps);
        return Evaluate(z, diagonal, couplings, steps);
    }

    // One inverse iteration, z := (T - shift)^-1 z / ||.||, with the pivots of T - shift.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Improve(double* z, double* pivots, double* couplings, int steps)
    {
        for (int i = 1; i < steps; i++)
        {
            z[i] -= couplings[i - 1] / pivots[i - 1] * z[i - 1];
        }

        z[steps - 1] /= pivots[steps - 1];
        for (int i = steps - 2; i >= 0; i--)
        {
            z[i] = (z[i] - (couplings[i] * z[i + 1])) / pivots[i];
        }

        VectorOperations.Scale(1.0 / VectorOperations.MaxAbs(z, steps), z, steps);
        VectorOperations.Scale(1.0 / Math.Sqrt(VectorOperations.SumOfSquares(z, steps)), z, steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Value, double Residual) Evaluate(double* z, double* diagonal, double* couplings, int steps)
    {
        double value = 0.0;
        for (int i = 0; i < steps; i++)
        {
            value += z[i] * Product(z, diagonal, couplings, steps, i);
        }

        double outside = couplings[steps - 1] * z[steps - 1];
        double squares = outside * outside;
        for (int i = 0; i < steps; i++)
        {
            double difference = Product(z, diagonal, couplings, steps, i) - (value * z[i]);
            squares += difference * difference;
        }

        return (value, Math.Sqrt(squares));
    }

    // Entry i of T z.
    private static double Product(double* z, double* diagonal, double* couplings, int steps, int i) =>
        (diagonal[i] * z[i]) + (i > 0 ? couplings[i - 1] * z[i - 1] : 0.0) + (i < steps - 1 ? couplings[i] * z[i + 1] : 0.0);
}
