using SdpKit.Lipschitz.Proof;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Writes a proved bound down as a certificate.</summary>
internal static class CertificateMaker
{
    public static LipschitzCertificate Make(Network network, LipschitzMethod method, OutputSelection output, ProvedBound bound) => new()
    {
        Bound = bound.Value,
        Method = method,
        Output = output,
        Sizes = network.Sizes,
        WeightsHash = WeightsHash.Of(network),
        Slopes = [.. network.Layers.Select(layer => layer.Slopes)],
        Assumptions = network.Assumptions,
        Margin = bound.Margin,
        Parts = [.. bound.Parts.Select(part => CertificatePart.Of(part.Part, part.Claim))],
    };
}
