using System.Text;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Tests.Formats;
using SdpKit.Lipschitz.Tests.Proof;
using SdpKit.Tests.Formats;

namespace SdpKit.Lipschitz.Tests.Certificates;

public sealed class MutatedCertificateTests
{
    private static readonly Network Network = ReferenceNetworks.Random(5, Activation.LeakyRelu(0.1), 3, 4, 2);

    /// <summary>Neurons of layers whose multipliers are not in the file take memory that the file's length does not bound: a million of them.</summary>
    private const long AllowedBytes = 40_000_000;

    [Fact]
    public void Each_of_5000_damaged_certificates_with_a_right_digest_is_true_or_refused_or_ends_in_a_one_line_error()
    {
        LipschitzCertificate certificate = LipschitzCertifier.Certify(Network, new CertifyOptions { Threads = 1 }).Certificate!;
        using var stream = new MemoryStream();
        CertificateWriter.Write(certificate, stream);
        string file = Encoding.UTF8.GetString(stream.ToArray());
        string content = file[..file.LastIndexOf(",\"digest\"", StringComparison.Ordinal)];
        DamagedFiles.EndWell(
            random =>
            {
                byte[] changed = FileMutator.Mutate(content, random);
                return [.. changed, .. CertificateDigest.Ending(changed)];
            },
            changed =>
            {
                LipschitzCertificate read = CertificateReader.Read(new MemoryStream(changed));
                CertificateCheck check = CertificateVerifier.Verify(read, Network);
                return () => Assert.True(!check.IsAccepted || read.Output != OutputSelection.All || read.Parts.All(part => read.Bound * read.Bound >= part.Rho && ExactProof.IsPositiveDefinite(Network, part.Rho, part.Multipliers)));
            },
            AllowedBytes);
    }
}
