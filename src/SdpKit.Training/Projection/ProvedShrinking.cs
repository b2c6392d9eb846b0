using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Proof;

namespace SdpKit.Training.Projection;

/// <summary>Proves the bound of projected weights. They lie on the boundary, where rounding decides: all of them are made smaller by as little as the proof needs, about 1e-12, and the bound stays.</summary>
internal static class ProvedShrinking
{
    /// <summary>More than this is no repair of rounding any more.</summary>
    private const double Largest = 1e-3;

    /// <summary>Proves; without a certificate where that fails.</summary>
    public static (Network Network, LipschitzCertificate? Certificate) Prove(
        Network network, double rho, ImmutableArray<ImmutableArray<double>> multipliers, KernelContext context)
    {
        double shrinking = 0.0;
        while (true)
        {
            // K is linear in the weights, so that I - K'K gains twice the shrinking.
            Network candidate = shrinking == 0.0 ? network : WeightMatrices.Map(network, (_, _, weight) => (1.0 - shrinking) * weight);
            var part = new NetworkPart(candidate, 0, candidate.Layers.Length - 1, OutputSelection.All);
            if (ProvedPart.TryProve(part, new PartClaim(rho, 0, multipliers, []), context, out double margin) is { } proved)
            {
                return (candidate, CertificateMaker.Make(candidate, LipschitzMethod.Neuron, OutputSelection.All, new ProvedBound([proved])));
            }

            shrinking = Math.Max(2.0 * shrinking, 2.0 * margin);
            if (!(shrinking > 0.0 && shrinking <= Largest))
            {
                return (network, null);
            }
        }
    }

    /// <summary>Computes the largest double that is not above bound^2.</summary>
    public static double SquareDown(double bound)
    {
        double square = bound * bound;
        return Math.FusedMultiplyAdd(bound, bound, -square) < 0.0 ? Math.BitDecrement(square) : square;
    }
}
