using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Moves a solver's point, which is feasible up to its own errors only, inside the constraint as far as a proof needs.</summary>
/// <remarks>
/// rho becomes (1+e) rho and lambda of hidden layer l = 1..L is multiplied by (1+e)^((L+1-l)/(L+1)): a graded inflation. In a deep chain rho alone would have to grow a thousand times as much.
/// </remarks>
internal static class BoundRepair
{
    /// <summary>Inflations above this are no repair of rounding any more.</summary>
    private const double Largest = 1.0;

    /// <summary>The inflation for each block and multiple of the least eigenvalue that a proof needs.</summary>
    private const double PerMargin = 8.0;

    /// <summary>Proves the bound of a part at a point, from the inflation on that proofs of its size take, doubled as often as needed; null where none is enough.</summary>
    public static ProvedPart? Prove(NetworkPart part, MultiplierPoint point, KernelContext context)
    {
        int blocks = part.Chain.IsConstant ? 1 : part.Chain.HiddenCount + 1;
        double inflation = part.Chain.IsConstant ? 0.0 : PerMargin * blocks * ExtendedConstraint.UsualMargin(part.Chain);
        while (inflation <= Largest)
        {
            double base1 = 1.0 + inflation;
            MultiplierPoint inflated = point.Scaled(base1, l => Math.Pow(base1, (double)(blocks - 1 - l) / blocks));
            if (ProvedPart.TryProve(part, part.ClaimOf(inflated), context, out double margin) is { } proved)
            {
                return proved;
            }

            // A point that is no candidate has no margin, and becomes none by inflation.
            inflation = margin == 0.0 ? double.PositiveInfinity : 2.0 * inflation;
        }

        return null;
    }
}
