using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Formats;
using SdpKit.Training;

namespace SdpKit.Cli.Tests.Commands;

public sealed class TourCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tour_leaves_two_proved_networks_and_a_page()
    {
        ToolRun run = await ToolRun.OfAsync("tour", "--out", _folder.Path);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Empty(run.Error);
        string page = _folder.File("report.html");
        Assert.Contains(page, run.Output, StringComparison.Ordinal);
        Assert.Contains("Decision regions", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
        (double nominalBound, double nominalAccuracy) = Proved("nominal");
        (double enforcedBound, double enforcedAccuracy) = Proved("enforced");
        Assert.InRange(enforcedBound, 39.0, 40.0);
        Assert.True(nominalBound > 20.0 * enforcedBound);
        Assert.True(enforcedAccuracy > nominalAccuracy);
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_refused_in_one_line() =>
        Assert.Contains("--out", (await ToolRun.OfAsync("tour", "--out", _folder.Write("file", ""))).Refusal(), StringComparison.Ordinal);

    private (double Bound, double Accuracy) Proved(string name)
    {
        Network network = NetworkReader.ReadFile(_folder.File($"{name}.json")).Network;
        LipschitzCertificate certificate = CertificateReader.Read(_folder.File($"{name}.certificate.json"));
        Assert.True(CertificateVerifier.Verify(certificate, network).IsAccepted);
        return (certificate.Bound, Accuracy.Of(network, PaperExamples.ThreeClasses(5000, seed: 1)));
    }
}
