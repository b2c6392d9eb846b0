using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Lipschitz.Tests;

public sealed class LibraryUseTests
{
    [Fact]
    public void Certifying_takes_five_lines()
    {
        string path = Path.GetTempFileName();
        var network = new Network(new DenseLayer(2, 2, [1, 2, 1, -2], [], Activation.Relu), new DenseLayer(1, 2, [1, 1], [], Activation.Identity));
        CertifiedBound bound = LipschitzCertifier.Certify(network);
        Assert.Equal(2.3094011, bound.Bound!.Value, 1e-7);
        CertificateWriter.Write(bound.Certificate!, path);
        Assert.True(CertificateVerifier.Verify(CertificateReader.Read(path), network).IsAccepted);
        File.Delete(path);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var network = new Network(new DenseLayer(2, 2, [1, 2, 1, -2], [], Activation.Relu), new DenseLayer(2, 2, [1, 1, 0, 1], [], Activation.Sigmoid));
        Assert.Contains("outputs 0 to 1", Assert.Throws<ArgumentException>(() => LipschitzCertifier.Certify(network, new CertifyOptions { Output = OutputSelection.Of(2) })).Message, StringComparison.Ordinal);
        Assert.Contains("without activation", Assert.Throws<ArgumentException>(() => LipschitzCertifier.Certify(network, new CertifyOptions { Output = OutputSelection.Margin(0, 1) })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OutputSelection.Margin(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OutputSelection.Of(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CertifyOptions { Parts = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CertifyOptions { Threads = 1025 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CertifyOptions { TimeLimit = TimeSpan.Zero });
        Assert.Throws<ArgumentException>(() => LipschitzCertifier.ConstraintOf(network, LipschitzMethod.Fast));
    }

    [Fact]
    public void Two_certifications_at_once_do_not_meet()
    {
        Network network = ReferenceNetworks.Random(4, Activation.Tanh, 10, 20, 20, 5);
        double alone = CheckedCertification.Bound(network);
        Parallel.For(0, 8, _ => Assert.Equal(alone, CheckedCertification.Bound(network)));
    }
}
