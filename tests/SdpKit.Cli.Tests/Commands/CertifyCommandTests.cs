using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Tests.Commands;

public sealed class CertifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bound_comes_first_and_is_proved()
    {
        ToolRun run = await CertifyAsync(Networks.Walkthrough);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        string[] lines = run.Output.Split('\n');
        Assert.StartsWith("bound               2.30940107", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("(proved)", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("lower bound", StringComparison.Ordinal) && line.Contains("2.236068", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("fast", StringComparison.Ordinal) && line.Contains("3.023716", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("product", StringComparison.Ordinal) && line.Contains(" 4 ", StringComparison.Ordinal));
        Assert.Contains("2-2-1, slopes [0, 1]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_every_field_of_the_contract()
    {
        JsonElement json = await JsonAsync(Networks.Walkthrough, "--threads", "1");
        Assert.InRange(json.GetProperty("bound").GetDouble(), Networks.WalkthroughBound, Networks.WalkthroughBound * (1.0 + 1e-6));
        Assert.Equal(Networks.WalkthroughBound, json.GetProperty("estimate").GetDouble(), 1e-6);
        Assert.True(json.GetProperty("verified").GetBoolean());
        Assert.Equal(Math.Sqrt(5.0), json.GetProperty("lowerBound").GetDouble(), 1e-9);
        Assert.Equal(4.0, json.GetProperty("productBound").GetDouble(), 1e-9);
        Assert.Equal("neuron", json.GetProperty("method").GetString());
        Assert.InRange(json.GetProperty("seconds").GetDouble(), 0.0, 60.0);
        Assert.Equal("[2,2,1]", json.GetProperty("layers").GetRawText());
        Assert.Equal("[[0,1]]", json.GetProperty("slopes").GetRawText());
        Assert.Equal(2, json.GetProperty("multiplierCount").GetInt32());
        Assert.InRange(json.GetProperty("relativeGap").GetDouble(), -1e-8, 1e-8);
        Assert.InRange(json.GetProperty("margin").GetDouble(), double.Epsilon, 1e-9);
        Assert.Equal(1, json.GetProperty("threads").GetInt32());
        Assert.Equal("Optimal", json.GetProperty("status").GetString());
        Assert.False(json.GetProperty("cancelled").GetBoolean());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("data").ValueKind);
    }

    [Theory]
    [InlineData("neuron", Networks.WalkthroughBound, 2)]
    [InlineData("layer", Networks.WalkthroughBound, 1)]
    [InlineData("fast", 3.0237157841, 1)]
    [InlineData("product", 4.0, 0)]
    public async Task Method_decides_the_bound(string method, double bound, int multipliers)
    {
        JsonElement json = await JsonAsync(Networks.Walkthrough, "--method", method);
        Assert.Equal(bound, json.GetProperty("bound").GetDouble(), 1e-6);
        Assert.Equal(method, json.GetProperty("method").GetString());
        Assert.Equal(multipliers, json.GetProperty("multiplierCount").GetInt32());
    }

    [Fact]
    public async Task Parts_are_bounded_one_by_one() =>
        Assert.Equal(4.0, (await JsonAsync(Networks.Walkthrough, "--split", "2")).GetProperty("bound").GetDouble(), 1e-9);

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.0, "--output", "1")]
    [InlineData(0.1, "--output", "2")]
    [InlineData(1.00498756211, "--pair", "1,2")]
    public async Task Outputs_are_selected_by_their_numbers_from_1(double bound, params string[] options) =>
        Assert.Equal(bound, (await JsonAsync(Networks.Linear, options)).GetProperty("bound").GetDouble(), 1e-9);

    [Fact]
    public async Task Every_pair_of_outputs_gets_a_bound_and_a_certificate()
    {
        string network = Networks.Random(1, 4, 6, 3).Write(_folder.File("network.npz"));
        string certificate = _folder.File("bound.json");
        ToolRun run = await ToolRun.OfAsync("certify", network, "--pairs", "--certificate", certificate, "--json");
        JsonElement json = run.Json();
        double whole = json.GetProperty("bound").GetDouble();
        Assert.Equal(["1,2", "1,3", "2,3"], json.GetProperty("pairs").EnumerateArray().Select(pair => $"{pair.GetProperty("output")},{pair.GetProperty("subtractedOutput")}"));
        foreach (JsonElement pair in json.GetProperty("pairs").EnumerateArray())
        {
            double bound = pair.GetProperty("bound").GetDouble();
            Assert.InRange(bound, 0.0, Math.Sqrt(2.0) * whole * (1.0 + 1e-6));
            ToolRun verify = await ToolRun.OfAsync("verify", _folder.File($"bound.{pair.GetProperty("output")}-{pair.GetProperty("subtractedOutput")}.json"), network, "--json");
            Assert.Equal(bound, verify.Json().GetProperty("bound").GetDouble());
        }

        Assert.Contains("[  3/3] outputs 2 and 3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slopes_that_leave_some_of_the_activation_out_have_no_lower_bound()
    {
        JsonElement json = await JsonAsync(Networks.Walkthrough, "--slope", "0,0.5");
        Assert.Equal(0.5 * Networks.WalkthroughBound, json.GetProperty("bound").GetDouble(), 1e-6);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("lowerBound").ValueKind);
        json = await JsonAsync(Networks.Walkthrough, "--slope", "-0.13,1.13");
        Assert.Equal(Math.Sqrt(5.0), json.GetProperty("lowerBound").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2,2")]
    public async Task Standard_deviation_of_the_inputs_is_part_of_the_network(string deviation) =>
        Assert.Equal(0.5 * Networks.WalkthroughBound, (await JsonAsync(Networks.Walkthrough, "--input-std", deviation)).GetProperty("bound").GetDouble(), 1e-6);

    [Theory]
    [InlineData("3,0", "0.5")]
    [InlineData("5,1", "0.5", "--input-mean", "2,1")]
    public async Task Ball_narrows_the_slopes_to_those_that_occur_in_it(string center, string radius, params string[] options)
    {
        // Both neurons are on around (3, 0): f = 2 x_1 there.
        JsonElement json = await JsonAsync(Networks.Walkthrough, ["--center", center, "--radius", radius, .. options]);
        Assert.Equal(2.0, json.GetProperty("bound").GetDouble(), 1e-9);
        Assert.Equal("[[1,1]]", json.GetProperty("slopes").GetRawText());
        Assert.Equal(0.5, json.GetProperty("radius").GetDouble());
    }

    [Fact]
    public async Task Bound_of_a_ball_says_so_and_its_certificate_is_for_that_ball()
    {
        string network = Networks.Walkthrough.Write(_folder.File("network.json"));
        string certificate = _folder.File("bound.json");
        ToolRun run = await ToolRun.OfAsync("certify", network, "--center", "3,0", "--radius", "0.5", "--certificate", certificate);
        Assert.Contains("(proved within 0.5 of the center)", run.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("verify", certificate, network, "--center", "3,0", "--radius", "0.25")).ExitCode);
        Assert.Equal(ExitCode.Refused, (await ToolRun.OfAsync("verify", certificate, network)).ExitCode);
    }

    [Theory]
    [InlineData("neuron")]
    [InlineData("layer")]
    public async Task Exported_program_has_the_square_of_the_bound_as_its_optimum(string method)
    {
        string network = Networks.Random(2, 5, 4, 3, 6).Write(_folder.File("network.json"));
        string program = _folder.File("program.dat-s");
        JsonElement json = (await ToolRun.OfAsync("certify", network, "--json", "--method", method, "--export", program)).Json();
        JsonElement solved = (await ToolRun.OfAsync("solve", program, "--json", "--quiet")).Json();
        Assert.Equal("Optimal", solved.GetProperty("status").GetString());
        double bound = json.GetProperty("bound").GetDouble();
        Assert.Equal(bound * bound, solved.GetProperty("objective").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Report_is_one_page_with_its_pictures_inside()
    {
        string network = Networks.Random(3, 2, 6, 5, 2).Write(_folder.File("network.json"));
        string data = _folder.Write("points.csv", "1,2,0\n-1,0.5,1\n0.25,0.5,0\n");
        string page = _folder.File("report.html");
        JsonElement json = (await ToolRun.OfAsync("certify", network, "--json", "--report", page, "--data", data, "--pairs")).Json();
        string text = await File.ReadAllTextAsync(page);
        XDocument document = XDocument.Parse(text);
        Assert.Equal(4, document.Descendants().Count(element => element.Name.LocalName == "svg"));
        Assert.Contains(json.GetProperty("bound").GetRawText(), document.Descendants("h1").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.Equal(["Margins between outputs", "Certified points"], document.Descendants("h2").Select(element => element.Value));
    }

    [Fact]
    public async Task Plain_iterations_go_to_stderr_unless_the_user_wants_quiet()
    {
        string network = Networks.Walkthrough.Write(_folder.File("network.json"));
        ToolRun run = await ToolRun.OfAsync("certify", network);
        Assert.Contains("dual objective", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.Empty((await ToolRun.OfAsync("certify", network, "--quiet")).Error);
    }

    [Fact]
    public async Task Network_may_come_from_standard_input()
    {
        using var stream = new MemoryStream();
        NetworkWriter.Write(Networks.Walkthrough, stream, NetworkFormat.Json);
        ToolRun run = await ToolRun.WithInputAsync(Encoding.UTF8.GetString(stream.ToArray()), "certify", "-", "--json");
        Assert.Equal(Networks.WalkthroughBound, run.Json().GetProperty("bound").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Constant_network_has_the_bound_0()
    {
        var network = new Network(new DenseLayer(2, 2, [1.0, 2.0, 3.0, 4.0], [], Activation.Relu), new DenseLayer(1, 2, [0.0, 0.0], [], Activation.Identity));
        string page = _folder.File("report.html");
        Assert.Equal(0.0, (await JsonAsync(network, "--report", page)).GetProperty("bound").GetDouble());
        Assert.DoesNotContain("NaN", XDocument.Load(page).ToString(), StringComparison.Ordinal);
        string path = network.Write(_folder.File("network.json"));
        Assert.Contains("constant", (await ToolRun.OfAsync("certify", path, "--export", _folder.File("p.dat-s"))).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_limit_leaves_a_proved_bound_or_none()
    {
        string network = Networks.Random(4, 40, 60, 60, 10).Write(_folder.File("network.npz"));
        ToolRun run = await ToolRun.OfAsync("certify", network, "--json", "--time-limit", "0.001");
        JsonElement json = run.Json();
        bool isProved = json.GetProperty("verified").GetBoolean();
        Assert.Equal(isProved ? ExitCode.Success : ExitCode.NotSolved, run.ExitCode);
        Assert.Equal(isProved, json.GetProperty("bound").ValueKind == JsonValueKind.Number);
        Assert.Equal("TimeLimit", json.GetProperty("status").GetString());
        Assert.Contains("--time-limit", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--method: found 'exact', expected", "--method", "exact")]
    [InlineData("couple neurons and prove wrong bounds", "--method", "network")]
    [InlineData("--split", "--split", "0")]
    [InlineData("--activation: found 'step', expected", "--activation", "step")]
    [InlineData("--slope: found '1,0', expected", "--slope", "1,0")]
    [InlineData("--slope: found '0,5,', expected", "--slope", "0,5,")]
    [InlineData("--slope: found 'NaN,1', expected", "--slope", "NaN,1")]
    [InlineData("--slope: found together", "--slope", "0,1", "--activation", "relu")]
    [InlineData("--orientation: found 'rows', expected", "--orientation", "rows")]
    [InlineData("--input-std: found '0', expected", "--input-std", "0")]
    [InlineData("--input-std: found 3 numbers, expected one or 2", "--input-std", "1,2,3")]
    [InlineData("--input-mean: found 3 numbers, expected one or 2", "--input-mean", "1,2,3")]
    [InlineData("--center: found 'a', expected", "--center", "a", "--radius", "1")]
    [InlineData("--center: found without --radius", "--center", "0")]
    [InlineData("--radius: found without --center", "--radius", "1")]
    [InlineData("--radius: found '0', expected", "--center", "0", "--radius", "0")]
    [InlineData("--slope: found together with --center", "--slope", "0,1", "--center", "0", "--radius", "1")]
    [InlineData("--data: found together with --center", "--data", "points.csv", "--center", "0", "--radius", "1")]
    [InlineData("--output: found '0', expected", "--output", "0")]
    [InlineData("--output: found 2, expected", "--output", "2")]
    [InlineData("--pair: found '1', expected", "--pair", "1")]
    [InlineData("--pair: found '1,1', expected", "--pair", "1,1")]
    [InlineData("--pair: found 2, expected", "--pair", "1,2")]
    [InlineData("--output: found together with --pair", "--output", "1", "--pair", "1,2")]
    [InlineData("--pairs: found one output", "--pairs")]
    [InlineData("--pairs: found together", "--pairs", "--output", "1")]
    [InlineData("--data: found together", "--data", "points.csv", "--output", "1")]
    [InlineData("absent.csv", "--data", "absent.csv")]
    [InlineData("--threads", "--threads", "0")]
    [InlineData("--export: found a bound that is no single", "--export", "{folder}/p.dat-s", "--method", "fast")]
    [InlineData("--export: found a bound that is no single", "--export", "{folder}/p.dat-s", "--split", "2")]
    [InlineData("--certificate", "--certificate", "{folder}/absent/c.json")]
    [InlineData("--certificate: found the input", "--certificate", "{folder}/network.json")]
    [InlineData("--report", "--report", "{folder}")]
    public async Task Option_that_makes_no_sense_is_refused_in_one_line(string message, params string[] options)
    {
        string network = Networks.Walkthrough.Write(_folder.File("network.json"));
        string[] arguments = [.. options.Select(option => option.Replace("{folder}", _folder.Path, StringComparison.Ordinal))];
        string line = (await ToolRun.OfAsync(["certify", network, .. arguments])).Refusal();
        Assert.Contains(message, line, StringComparison.Ordinal);
        Assert.Equal([network], Directory.EnumerateFiles(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{\"format\": \"sdpkit-network\", \"version\": 1}")]
    public async Task File_that_is_no_network_is_refused_with_its_name(string text)
    {
        string path = _folder.Write("bad.json", text);
        Assert.Contains(path, (await ToolRun.OfAsync("certify", path)).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_network_is_named() =>
        Assert.Contains("absent.mat", (await ToolRun.OfAsync("certify", _folder.File("absent.mat"))).Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task Margin_of_outputs_with_an_activation_is_refused()
    {
        string network = new Network(new DenseLayer(2, 1, [1.0, 2.0], [], Activation.Tanh)).Write(_folder.File("network.json"));
        Assert.Contains("logits", (await ToolRun.OfAsync("certify", network, "--pair", "1,2")).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_is_cancelled_before_there_is_a_bound_ends_with_130()
    {
        string network = Networks.Walkthrough.Write(_folder.File("network.json"));
        ToolRun run = await ToolRun.WithStreamAsync(() => Stream.Null, ["certify", network, "--json"], new CancellationToken(canceled: true));
        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Empty(run.Output);
    }

    private async Task<ToolRun> CertifyAsync(Network network, params string[] options) =>
        await ToolRun.OfAsync(["certify", network.Write(_folder.File("network.json")), .. options]);

    private async Task<JsonElement> JsonAsync(Network network, params string[] options)
    {
        ToolRun run = await CertifyAsync(network, ["--json", .. options]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        return run.Json();
    }
}
