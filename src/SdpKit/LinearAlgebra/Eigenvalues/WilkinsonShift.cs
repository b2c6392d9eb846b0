namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Chooses the shift of a QL sweep.</summary>
internal static class WilkinsonShift
{
    /// <summary>Computes the eigenvalue of [a, b; b, d] that is nearer to a.</summary>
    /// <param name="a">The diagonal entry where an eigenvalue is to emerge.</param>
    /// <param name="d">The diagonal entry beside it.</param>
    /// <param name="b">The coupling of the two, not zero.</param>
    public static double Compute(double a, double d, double b)
    {
        // a - b / (t + sign(t) sqrt(t^2 + 1)), t = (d - a) / 2b
        double t = (d - a) / (2.0 * b);
        return a - (b / (t + Math.CopySign(Math.Sqrt((t * t) + 1.0), t)));
    }
}
