using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Represents a proof that sqrt(rho) is a Lipschitz bound of a part of a network. Only <see cref="TryProve"/> makes one: everything called verified goes through it.</summary>
internal sealed class ProvedPart
{
    private ProvedPart(NetworkPart part, PartClaim claim, double margin) => (Part, Claim, Margin) = (part, claim, margin);

    public NetworkPart Part { get; }

    /// <summary>Gets what is proved, and by which multipliers.</summary>
    public PartClaim Claim { get; }

    /// <summary>Gets the bound of the part, rounded up.</summary>
    public double Bound => ProvedBound.ProductUp([Claim]);

    /// <summary>Gets by how much, at least, the least eigenvalue of the scaled constraint is positive.</summary>
    public double Margin { get; }

    /// <summary>Proves the bound on the part's own weights, or returns null.</summary>
    /// <param name="part">The part.</param>
    /// <param name="claim">The square of its bound, and the multipliers of all neurons of its hidden layers.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <param name="margin">Receives what the proof needs as the least eigenvalue; 0 where the point is no candidate.</param>
    public static ProvedPart? TryProve(NetworkPart part, PartClaim claim, KernelContext context, out double margin)
    {
        margin = 0.0;
        if (part.PointOf(claim) is not { } point)
        {
            return null;
        }

        bool isProved = part.Chain.IsConstant
            || (ExtendedConstraint.Of(part.Chain, point, context) is { } constraint && VerifiedCholesky.Proves(constraint, context, out margin));
        return isProved ? new ProvedPart(part, claim, margin) : null;
    }
}
