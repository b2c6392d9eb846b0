using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Lipschitz.Tests;

/// <summary>Certifies, and sends every certificate through its file and the verifier.</summary>
internal static class CheckedCertification
{
    public static CertifiedBound Of(Network network, CertifyOptions? options = null)
    {
        CertifiedBound bound = LipschitzCertifier.Certify(network, (options ?? new CertifyOptions()) with { Threads = 1 });
        Assert.True(bound.Verified);
        CertificateCheck check = CertificateVerifier.Verify(WrittenAndRead(bound.Certificate!), network);
        Assert.True(check.IsAccepted, check.Reason);
        Assert.True(bound.LowerBound is null || bound.LowerBound <= bound.Bound);
        return bound;
    }

    public static double Bound(Network network, LipschitzMethod method = LipschitzMethod.Neuron, int parts = 1) =>
        Of(network, new CertifyOptions { Method = method, Parts = parts, FindsLowerBound = false }).Bound!.Value;

    public static LipschitzCertificate WrittenAndRead(LipschitzCertificate certificate)
    {
        using var stream = new MemoryStream();
        CertificateWriter.Write(certificate, stream);
        stream.Position = 0;
        return CertificateReader.Read(stream);
    }
}
