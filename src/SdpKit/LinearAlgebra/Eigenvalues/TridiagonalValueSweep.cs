using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Sweeps for eigenvalues only, on the squares of the couplings, without square roots.</summary>
/// <remarks>
/// Source: the Pal-Walker-Kahan variant of QL (Parlett, The Symmetric Eigenvalue Problem, 8.14-8.15; LAPACK's dsterf), with
/// p = gamma^2 / c computed as gamma^2 (r / p), so that the two divisions of a step do not wait for each other.
/// </remarks>
internal unsafe struct TridiagonalValueSweep(double* diagonal, double* squares) : ITridiagonalSweep
{
    // 2^-104: couplings up to two roundoff units are dropped, since with one unit clusters of neighbouring doubles need not converge.
    private const double SquaredPrecision = 4.9e-32;
    private const double Tiny = 1e-300;

    public readonly bool TrySplit(int i)
    {
        if (!(squares[i] <= (SquaredPrecision * Math.Abs(diagonal[i] * diagonal[i + 1])) + Tiny))
        {
            return false;
        }

        squares[i] = 0.0;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Sweep(int top, int bottom, int direction)
    {
        // Coupling k of the swept order joins entries k and k + direction; it is stored at the lower index of the two.
        double* couplings = direction > 0 ? squares : squares - 1;
        double shift = WilkinsonShift.Compute(diagonal[top], diagonal[top + direction], Math.Sqrt(couplings[top]));
        double c = 1.0;
        double s = 0.0;
        double gamma = diagonal[bottom] - shift;
        double p = gamma * gamma;
        for (int i = bottom; i != top;)
        {
            int previous = i;
            i -= direction;
            double square = couplings[i];
            double r = p + square;
            if (previous != bottom)
            {
                couplings[previous] = s * r;
            }

            double oldC = c;
            double oldGamma = gamma;
            c = p / r;
            s = square / r;
            gamma = (c * (diagonal[i] - shift)) - (s * oldGamma);
            diagonal[previous] = oldGamma + (diagonal[i] - gamma);
            p = p > Tiny * r ? gamma * gamma * (r / p) : oldC * square;
        }

        couplings[top] = s * p;
        diagonal[top] = shift + gamma;
    }
}
