using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Sweeps that keep their plane rotations for the eigenvectors.</summary>
/// <remarks>Source: implicit QL with Wilkinson's shift as in LAPACK's dsteqr.</remarks>
internal unsafe struct TridiagonalVectorSweep(double* diagonal, double* couplings, RotationBatch rotations) : ITridiagonalSweep
{
    // 2^-104: couplings up to two roundoff units are dropped, since with one unit clusters of neighbouring doubles need not converge.
    private const double SquaredPrecision = 4.9e-32;
    private const double Tiny = 1e-300;

    public readonly bool TrySplit(int i)
    {
        if (!(couplings[i] * couplings[i] <= (SquaredPrecision * Math.Abs(diagonal[i] * diagonal[i + 1])) + Tiny))
        {
            return false;
        }

        couplings[i] = 0.0;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sweep(int top, int bottom, int direction)
    {
        // Coupling k of the swept order joins entries k and k + direction; it is stored at the lower index of the two.
        double* e = direction > 0 ? couplings : couplings - 1;
        double* rotation = rotations.Begin(bottom, direction, Math.Abs(bottom - top));
        double g = diagonal[bottom] - WilkinsonShift.Compute(diagonal[top], diagonal[top + direction], e[top]);
        double c = 1.0;
        double s = 1.0;
        double p = 0.0;
        for (int i = bottom; i != top;)
        {
            int previous = i;
            i -= direction;
            double f = s * e[i];
            double b = c * e[i];
            double length = Length(f, g);
            (c, s) = length == 0.0 ? (1.0, 0.0) : (g / length, f / length);
            if (previous != bottom)
            {
                e[previous] = length;
            }

            g = diagonal[previous] - p;
            double r = ((diagonal[i] - g) * s) + (2.0 * c * b);
            p = s * r;
            diagonal[previous] = g + p;
            g = (c * r) - b;
            *rotation++ = c;
            *rotation++ = s;
        }

        diagonal[top] -= p;
        e[top] = g;
    }

    /// <summary>Applies the rotations still collected; to be called once the matrix is diagonal.</summary>
    public void ApplyRotations() => rotations.Apply();

    private static double Length(double f, double g)
    {
        double square = (f * f) + (g * g);
        return square > Tiny ? Math.Sqrt(square) : double.Hypot(f, g);
    }
}
