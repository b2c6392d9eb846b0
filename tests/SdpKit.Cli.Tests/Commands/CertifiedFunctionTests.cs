using System.Text.Json;
using SdpKit.Cli.Tests.Benchmarking;

namespace SdpKit.Cli.Tests.Commands;

/// <summary>The line of the bound says which function the bound is of.</summary>
public sealed class CertifiedFunctionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Activation_is_for_files_that_name_none()
    {
        string network = Networks.WithoutActivations(_folder.File("network.npz"));
        ToolRun assumed = await ToolRun.OfAsync("certify", network, "--json");
        Assert.Contains("relu was assumed", assumed.Error, StringComparison.Ordinal);
        Assert.Contains("relu was assumed", assumed.Json().GetProperty("notes").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("[\"assuming relu between the layers\"]", assumed.Json().GetProperty("assumptions").GetRawText());
        string certificate = _folder.File("bound.json");
        ToolRun quiet = await ToolRun.OfAsync("certify", network, "--quiet", "--certificate", certificate);
        Assert.Contains("(proved, assuming relu between the layers)\n", quiet.Output, StringComparison.Ordinal);
        Assert.Contains("assuming relu between the layers", await File.ReadAllTextAsync(certificate), StringComparison.Ordinal);
        Assert.Contains("(proved, assuming relu between the layers)\n", (await ToolRun.OfAsync("verify", certificate, network, "--quiet")).Output, StringComparison.Ordinal);
        Assert.Equal("[]", (await ToolRun.OfAsync("certify", Networks.Walkthrough.Write(_folder.File("named.npz")), "--json")).Json().GetProperty("assumptions").GetRawText());
        ToolRun named = await ToolRun.OfAsync("certify", network, "--json", "--activation", "sigmoid");
        Assert.Equal("[\"assuming sigmoid between the layers\"]", named.Json().GetProperty("assumptions").GetRawText());
        Assert.Equal("[[0,0.25]]", named.Json().GetProperty("slopes").GetRawText());
        Assert.Equal(0.25 * Networks.WalkthroughBound, named.Json().GetProperty("bound").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Product_is_the_bound_where_it_is_the_least()
    {
        JsonElement json = (await ToolRun.OfAsync("certify", Networks.Walkthrough.Write(_folder.File("network.json")), "--json", "--slope", "-1,1")).Json();
        Assert.Equal(4.0, json.GetProperty("bound").GetDouble(), 1e-12);
        Assert.Equal("product", json.GetProperty("method").GetString());
        Assert.Equal(json.GetProperty("productBound").GetDouble(), json.GetProperty("bound").GetDouble());
        Assert.Equal("[\"assuming slopes [-1, 1]\"]", json.GetProperty("assumptions").GetRawText());
    }

    [Fact]
    public async Task Single_outputs_behind_a_softmax_are_refused_unless_the_logits_are_asked_for()
    {
        string network = Networks.WithSoftmax(_folder.File("network.onnx"));
        Assert.Contains("(proved, before the final Softmax)\n", (await ToolRun.OfAsync("certify", network, "--quiet")).Output, StringComparison.Ordinal);
        foreach (string[] output in new string[][] { ["--output", "1"], ["--pair", "1,2"], ["--pairs"] })
        {
            Assert.Contains("--before-softmax", (await ToolRun.OfAsync(["certify", network, "--quiet", .. output])).Refusal(), StringComparison.Ordinal);
            Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync(["certify", network, "--before-softmax", .. output])).ExitCode);
        }
    }
}
