namespace SdpKit.Presolve;

/// <summary>Represents a proof that one of the two problems has no feasible point.</summary>
internal abstract record InfeasibilityRay
{
    private InfeasibilityRay()
    {
    }

    /// <summary>No x is feasible: Y >= 0, &lt;F_i,Y> + (A'v)_i = 0 for all i, and &lt;F_0,Y> + b'v > 0.</summary>
    /// <param name="Matrix">Y.</param>
    /// <param name="Multipliers">v.</param>
    public sealed record Primal(SymmetricBlockMatrix Matrix, double[] Multipliers) : InfeasibilityRay;

    /// <summary>No Y is feasible: sum x_i F_i >= 0, Ax = 0, Qx = 0 and c'x &lt; 0.</summary>
    /// <param name="Variables">x.</param>
    public sealed record Dual(double[] Variables) : InfeasibilityRay;
}
