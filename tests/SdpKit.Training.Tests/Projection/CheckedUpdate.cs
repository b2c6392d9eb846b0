using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Training.Tests.Projection;

/// <summary>Runs Lipschitz updates, and sends every proof through the verifier.</summary>
internal static class CheckedUpdate
{
    private static readonly LipschitzUpdateOptions OneThread = new() { Threads = 1 };

    public static LipschitzUpdateResult Enforce(Network network, ImmutableArray<ImmutableArray<double>> multipliers, double bound, LipschitzUpdateOptions? options = null)
    {
        LipschitzUpdateResult result = LipschitzUpdate.Enforce(network, multipliers, bound, options ?? OneThread);
        AssertProved(result);
        Assert.True(result.Certificate!.Bound <= bound);
        return result;
    }

    public static LipschitzUpdateResult Regularize(Network network, ImmutableArray<ImmutableArray<double>> multipliers, double weight)
    {
        LipschitzUpdateResult result = LipschitzUpdate.Regularize(network, multipliers, weight, OneThread);
        AssertProved(result);
        return result;
    }

    /// <summary>Gets the bound and the multipliers of LipSDP.</summary>
    public static (double Bound, ImmutableArray<ImmutableArray<double>> Multipliers) Certified(Network network)
    {
        LipschitzCertificate certificate = LipschitzCertifier.Certify(network, new CertifyOptions { Threads = 1, FindsLowerBound = false }).Certificate!;
        return (certificate.Bound, certificate.Parts[0].Multipliers);
    }

    public static double Distance(Network a, Network b) => Math.Sqrt(UpdateOracle.Flat(a).Zip(UpdateOracle.Flat(b), (x, y) => (x - y) * (x - y)).Sum());

    private static void AssertProved(LipschitzUpdateResult result)
    {
        Assert.NotNull(result.Certificate);
        CertificateCheck check = CertificateVerifier.Verify(result.Certificate, result.Network);
        Assert.True(check.IsAccepted, check.Reason);
        Assert.InRange(result.Certificate.Bound, 0.0, Math.Sqrt(result.SquaredBound) * (1.0 + 1e-15));
    }
}
