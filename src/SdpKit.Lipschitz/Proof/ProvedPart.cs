using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Represents a proof that sqrt(rho) is a Lipschitz bound of a part of a network. Only <see cref="TryProve"/> makes one: everything called verified goes through it.</summary>
internal sealed class ProvedPart
{
    private ProvedPart(NetworkPart part, double rho, ImmutableArray<ImmutableArray<double>> multipliers, double margin) =>
        (Part, Rho, Multipliers, Margin) = (part, rho, multipliers, margin);

    public NetworkPart Part { get; }

    public double Rho { get; }

    /// <summary>Gets the bound of the part, sqrt(rho) rounded up.</summary>
    public double Bound => RootUp(Rho);

    /// <summary>Gets the multipliers of all neurons of the part's hidden layers.</summary>
    public ImmutableArray<ImmutableArray<double>> Multipliers { get; }

    /// <summary>Gets by how much, at least, the least eigenvalue of the scaled constraint is positive.</summary>
    public double Margin { get; }

    /// <summary>Proves the bound on the part's own weights, or returns null.</summary>
    /// <param name="part">The part.</param>
    /// <param name="rho">The square of the bound.</param>
    /// <param name="multipliers">The multipliers of all neurons of its hidden layers.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <param name="margin">Receives what the proof needs as the least eigenvalue; 0 where the point is no candidate.</param>
    public static ProvedPart? TryProve(NetworkPart part, double rho, ImmutableArray<ImmutableArray<double>> multipliers, KernelContext context, out double margin)
    {
        margin = 0.0;
        if (part.Gather(rho, multipliers) is not { } point)
        {
            return null;
        }

        bool isProved = part.Chain.IsConstant
            || (ExtendedConstraint.Of(part.Chain, point, context) is { } constraint && VerifiedCholesky.Proves(constraint, context, out margin));
        return isProved ? new ProvedPart(part, rho, multipliers, margin) : null;
    }

    /// <summary>Computes a double whose square is at least a value: the least one, except for values so small that root^2 - value may underflow.</summary>
    private static double RootUp(double value)
    {
        const double Tiny = 1e-280;
        double root = Math.Sqrt(value);

        // The sign of a fused multiply-add is exact.
        bool isAbove = value > Tiny && Math.FusedMultiplyAdd(root, root, -value) >= 0.0;
        return value == 0.0 || isAbove ? root : Math.BitIncrement(root);
    }
}
