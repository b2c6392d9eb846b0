namespace SdpKit.Verification;

/// <summary>Represents the six DIMACS errors of a primal-dual point, of the original problem. Immutable and thread-safe.</summary>
/// <remarks>
/// With d = c + Qx - A'v, p the primal and q the dual objective (Mittelmann, "An independent benchmarking of SDP and SOCP solvers", 2003;
/// ||.||_inf where that paper writes ||.||_1, the largest component):
/// <code>
/// e1 = ||(&lt;F_i,Y> - d_i)_i||_2 / (1+||c||_inf)         e2 = max(0, -lmin(Y)) / (1+||c||_inf)
/// e3 = ||sum x_i F_i - F_0 - X||_F / (1+max|F_0|)      e4 = max(0, -lmin(X)) / (1+max|F_0|)
/// e5 = (p - q) / (1+|p|+|q|), signed                   e6 = &lt;X,Y> / (1+|p|+|q|)
/// </code>
/// e3 is the larger of the value above and ||Ax-b||_2 / (1+||b||_inf).
/// </remarks>
/// <param name="DualResidual">e1.</param>
/// <param name="DualCone">e2.</param>
/// <param name="PrimalResidual">e3.</param>
/// <param name="PrimalCone">e4.</param>
/// <param name="Gap">e5, signed.</param>
/// <param name="Complementarity">e6.</param>
public readonly record struct DimacsErrors(
    double DualResidual,
    double DualCone,
    double PrimalResidual,
    double PrimalCone,
    double Gap,
    double Complementarity)
{
    /// <summary>Gets the largest of the six in absolute value; not a number where one of them is not.</summary>
    public double Largest => Math.Max(
        Math.Max(Math.Max(Math.Abs(DualResidual), Math.Abs(DualCone)), Math.Max(Math.Abs(PrimalResidual), Math.Abs(PrimalCone))),
        Math.Max(Math.Abs(Gap), Math.Abs(Complementarity)));

    /// <summary>Gets e1..e6 in order.</summary>
    public double[] ToArray() => [DualResidual, DualCone, PrimalResidual, PrimalCone, Gap, Complementarity];
}
