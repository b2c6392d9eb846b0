using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Proof;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Checks certificates against networks, without any solver. Thread-safe.</summary>
public static class CertificateVerifier
{
    /// <summary>Proves the bound that a certificate claims of a network, or refuses.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="network">The network, with the slopes that the bound is for.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CertificateCheck Verify(LipschitzCertificate certificate, Network network, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(network);
        string? problem = Mismatch(certificate, network) ?? MissingProof(certificate, network, threads, cancellationToken);
        return new CertificateCheck(problem is null, problem ?? "");
    }

    /// <summary>Finds in what the certificate is about another network; null where it is about this one.</summary>
    private static string? Mismatch(LipschitzCertificate certificate, Network network)
    {
        if (!certificate.Sizes.SequenceEqual(network.Sizes))
        {
            return $"The certificate is for layers of {string.Join(", ", certificate.Sizes)}; the network has {string.Join(", ", network.Sizes)}.";
        }

        if (certificate.WeightsHash != WeightsHash.Of(network))
        {
            return "The certificate is for other weights: the SHA-256 of the network's weights is different.";
        }

        for (int l = 0; l < network.Layers.Length; l++)
        {
            if (certificate.Slopes.Length != network.Layers.Length || !certificate.Slopes[l].SequenceEqual(network.Layers[l].Slopes))
            {
                return $"The certificate assumes other slopes than the network has, first after layer {l}.";
            }
        }

        return !certificate.Assumptions.IsEmpty && !certificate.Assumptions.SequenceEqual(network.Assumptions)
            ? $"The certificate is for a network {string.Join(", ", certificate.Assumptions)}; this one is {(network.Assumptions.IsEmpty ? "as its file has it" : string.Join(", ", network.Assumptions))}."
            : certificate.Output.ProblemWith(network);
    }

    private static string? MissingProof(LipschitzCertificate certificate, Network network, int threads, CancellationToken cancellationToken)
    {
        int next = 0;
        foreach (CertificatePart part in certificate.Parts)
        {
            if (part.FirstLayer != next || part.LastLayer < next || part.LastLayer >= network.Layers.Length)
            {
                return $"The parts of the certificate do not join: layers {part.FirstLayer} to {part.LastLayer} follow layer {next - 1}.";
            }

            next = part.LastLayer + 1;
        }

        if (next != network.Layers.Length)
        {
            return $"The certificate covers {next} of {network.Layers.Length} layers.";
        }

        using var context = new KernelContext(threads, cancellationToken);
        var proved = new List<ProvedPart>();
        foreach (CertificatePart claim in certificate.Parts)
        {
            var part = new NetworkPart(network, claim.FirstLayer, claim.LastLayer, certificate.Output);
            if (ProvedPart.TryProve(part, claim.Claim, context, out _) is not { } proof)
            {
                return FormattableString.Invariant($"The multipliers do not prove the bound {ProvedBound.ProductUp([claim.Claim])} of layers {claim.FirstLayer} to {claim.LastLayer}.");
            }

            proved.Add(proof);
        }

        double bound = new ProvedBound(proved).Value;
        return double.IsFinite(certificate.Bound) && certificate.Bound >= bound ? null : FormattableString.Invariant($"The certificate claims {certificate.Bound}, but proves {bound} only.");
    }
}
