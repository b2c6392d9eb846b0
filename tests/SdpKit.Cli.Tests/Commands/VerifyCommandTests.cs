using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("neuron")]
    [InlineData("layer")]
    [InlineData("fast")]
    [InlineData("product")]
    [InlineData("neuron", "--split", "2")]
    [InlineData("neuron", "--output", "2")]
    [InlineData("neuron", "--pair", "1,3")]
    public async Task Certificate_of_certify_is_accepted_with_its_bound(string method, params string[] options)
    {
        (string certificate, string network, double bound) = await CertifyAsync(["--method", method, .. options]);
        ToolRun run = await ToolRun.OfAsync("verify", certificate, network, "--json", "--threads", "2");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonElement json = run.Json();
        Assert.True(json.GetProperty("accepted").GetBoolean());
        Assert.Equal(bound, json.GetProperty("bound").GetDouble());
        Assert.Equal(method, json.GetProperty("method").GetString());
        Assert.Empty(json.GetProperty("reason").GetString()!);
        Assert.True(json.GetProperty("seconds").GetDouble() >= 0.0);
        ToolRun text = await ToolRun.OfAsync("verify", certificate, network);
        Assert.StartsWith("certificate         accepted\nbound               ", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"bound\":", "\"bound\":1")]
    [InlineData("\"rho\":", "\"rho\":0")]
    [InlineData("[0,1]", "[0,0.5]")]
    [InlineData("Euclidean", "Euclidian")]
    [InlineData("}]", "} ]")]
    public async Task Any_edit_is_refused_with_3(string old, string changed)
    {
        (string certificate, string network, _) = await CertifyAsync();
        string text = await File.ReadAllTextAsync(certificate);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await RefusedAsync(_folder.Write("edited.json", Replace(text, old, changed)), network, "digest");
    }

    [Fact]
    public async Task Claim_that_the_multipliers_do_not_prove_is_refused_although_its_digest_is_right()
    {
        (string certificate, string network, double bound) = await CertifyAsync();
        string text = await File.ReadAllTextAsync(certificate);
        string lower = (0.999 * bound).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        string claim = $"\"bound\":{bound.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";
        await RefusedAsync(_folder.Write("claim.json", Redigested(Replace(text, claim, $"\"bound\":{lower}"))), network, "proves");
        await RefusedAsync(_folder.Write("rho.json", Redigested(Replace(text, "\"rho\":", "\"rho\":0.5e-3,\"was\":"))), network, "was");
        string rho = $"\"rho\":{JsonDocument.Parse(text).RootElement.GetProperty("parts")[0].GetProperty("rho").GetRawText()}";
        await RefusedAsync(_folder.Write("less.json", Redigested(Replace(text, rho, "\"rho\":0.5e-3"))), network, "do not prove");
    }

    [Fact]
    public async Task Certificate_of_other_weights_slopes_or_sizes_is_refused()
    {
        (string certificate, string network, _) = await CertifyAsync();
        string other = Networks.Random(8, 3, 5, 3).Write(_folder.File("other.json"));
        await RefusedAsync(certificate, other, "weights");
        await RefusedAsync(certificate, Networks.Walkthrough.Write(_folder.File("walkthrough.json")), "layers");
        await RefusedAsync(certificate, network, "slopes", "--slope", "0,0.5");
        await RefusedAsync(certificate, network, "weights", "--input-std", "0.5");
    }

    [Fact]
    public async Task Options_that_say_what_the_file_does_not_are_those_of_certify()
    {
        string network = Networks.Random(7, 3, 5, 3).Write(_folder.File("network.npz"));
        string certificate = _folder.File("certificate.json");
        string[] options = ["--activation", "leaky_relu(0.1)", "--input-std", "0.3", "--orientation", "outputs-by-inputs"];
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync(["certify", network, "--certificate", certificate, .. options])).ExitCode);
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync(["verify", certificate, network, .. options])).ExitCode);
        await RefusedAsync(certificate, network, "weights");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    public async Task File_that_is_no_certificate_is_refused_with_3(string text) =>
        await RefusedAsync(_folder.Write("bad.json", text), Networks.Walkthrough.Write(_folder.File("network.json")), "bad.json");

    [Fact]
    public async Task Missing_files_are_bad_input()
    {
        string network = Networks.Walkthrough.Write(_folder.File("network.json"));
        Assert.Contains("absent.json", (await ToolRun.OfAsync("verify", _folder.File("absent.json"), network)).Refusal(), StringComparison.Ordinal);
        Assert.Contains("absent.npz", (await ToolRun.OfAsync("verify", network, _folder.File("absent.npz"))).Refusal(), StringComparison.Ordinal);
        Assert.Contains("- for both", (await ToolRun.OfAsync("verify", "-", "-")).Refusal(), StringComparison.Ordinal);
    }

    private async Task<(string Certificate, string Network, double Bound)> CertifyAsync(params string[] options)
    {
        string network = Networks.Random(7, 3, 5, 3).Write(_folder.File("network.json"));
        string certificate = _folder.File("certificate.json");
        ToolRun run = await ToolRun.OfAsync(["certify", network, "--json", "--certificate", certificate, .. options]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        return (certificate, network, run.Json().GetProperty("bound").GetDouble());
    }

    private static async Task RefusedAsync(string certificate, string network, string reason, params string[] options)
    {
        ToolRun run = await ToolRun.OfAsync(["verify", certificate, network, "--json", .. options]);
        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.False(run.Json().GetProperty("accepted").GetBoolean());
        Assert.Equal(JsonValueKind.Null, run.Json().GetProperty("bound").ValueKind);
        Assert.Contains(reason, run.Json().GetProperty("reason").GetString(), StringComparison.Ordinal);
        ToolRun text = await ToolRun.OfAsync(["verify", certificate, network, .. options]);
        Assert.StartsWith("certificate         refused: ", Assert.Single(text.Output.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    private static string Replace(string text, string old, string changed)
    {
        int place = text.IndexOf(old, StringComparison.Ordinal);
        return text[..place] + changed + text[(place + old.Length)..];
    }

    /// <summary>Gives a changed certificate the digest of what it holds now, as somebody who lies on purpose would.</summary>
    private static string Redigested(string text)
    {
        string beginning = text[..text.LastIndexOf(",\"digest\"", StringComparison.Ordinal)];
        return $"{beginning},\"digest\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(beginning)))}\"}}\n";
    }
}
