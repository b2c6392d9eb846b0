using System.Text.Json;
using System.Xml.Linq;
using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The margins of f = (x_1, x_2 / 10) at the points are 2.9, 0.9 and -0.9; the whole bound is 1, that of the margin sqrt(1.01).</summary>
    [Fact]
    public async Task Linear_classifier_is_attacked_and_certified_as_its_margins_say()
    {
        string[] options = ["--data", Data(), "--radii", "0,0.5,0.8,2", "--json"];
        JsonElement json = (await EvaluateAsync(Networks.Linear, options)).Json();
        Assert.Equal(1.0, json.GetProperty("bound").GetDouble(), 1e-9);
        Assert.True(json.GetProperty("verified").GetBoolean());
        Assert.Equal(3, json.GetProperty("points").GetInt32());
        Assert.Equal(2.0 / 3.0, json.GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.Equal(["gaussian", "uniform", "fgsm", "pgd", "certified"], json.GetProperty("curves").EnumerateArray().Select(curve => curve.GetProperty("perturbation").GetString()));
        Assert.Equal([2, 2, 2, 1], Counts(json, "pgd"));
        Assert.Equal([2, 2, 1, 1], Counts(json, "certified"));
        json = (await EvaluateAsync(Networks.Linear, [.. options, "--pairs"])).Json();
        Assert.Equal(1, json.GetProperty("pairs").GetInt32());
        Assert.Equal([2, 2, 2, 1], Counts(json, "certified"));
    }

    [Fact]
    public async Task People_get_tables()
    {
        ToolRun run = await EvaluateAsync(Networks.Linear, "--data", Data(), "--quiet");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains("accuracy            66.67 %", run.Output, StringComparison.Ordinal);
        Assert.Contains("standard deviation  gaussian", run.Output, StringComparison.Ordinal);
        Assert.Contains("certified", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_command_gives_the_same_numbers_and_another_seed_other_noise()
    {
        string data = _folder.Write("many.csv", string.Concat(Enumerable.Range(0, 200).Select(k => FormattableString.Invariant($"{k % 7 * 0.1},{k % 11 * 0.3},{k % 2}\n"))));
        string[] options = ["--data", data, "--json", "--noise", "0.1,0.2"];
        string first = (await EvaluateAsync(Networks.Random(2, 2, 5, 2), options)).Output;
        Assert.Equal(first, (await EvaluateAsync(Networks.Random(2, 2, 5, 2), [.. options, "--threads", "1"])).Output);
        Assert.NotEqual(first, (await EvaluateAsync(Networks.Random(2, 2, 5, 2), [.. options, "--seed", "1"])).Output);
    }

    [Fact]
    public async Task Certificate_takes_the_place_of_a_solve_and_is_verified()
    {
        string certificate = _folder.File("bound.json");
        string network = Networks.Random(4, 2, 5, 3).Write(_folder.File("network.json"));
        double bound = (await ToolRun.OfAsync("certify", network, "--method", "fast", "--certificate", certificate, "--json")).Json().GetProperty("bound").GetDouble();
        ToolRun run = await ToolRun.OfAsync("evaluate", network, "--data", Data(), "--certificate", certificate, "--json", "--quiet");
        Assert.Equal(bound, run.Json().GetProperty("bound").GetDouble());
        Assert.Contains("refused", (await EvaluateAsync(Networks.Linear, "--data", Data(), "--certificate", certificate, "--quiet")).Refusal(), StringComparison.Ordinal);
        Assert.Contains("--certificate", (await EvaluateAsync(Networks.Linear, "--data", Data(), "--certificate", Data(), "--quiet")).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Halved_images_get_noise_before_and_after_pooling()
    {
        await File.WriteAllBytesAsync(_folder.File("t-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 255, 255, 255, 255, 0, 0, 0, 0]);
        await File.WriteAllBytesAsync(_folder.File("t-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 2, 0, 1]);
        var network = new Network(new DenseLayer(2, 1, [1.0, 0.0], [0.0, 0.25], Activation.Identity));
        JsonElement json = (await EvaluateAsync(network, "--data", _folder.File("t-images-idx3-ubyte"), "--json", "--quiet")).Json();
        Assert.Equal([true, true, false, false, false, false, false], json.GetProperty("curves").EnumerateArray().Select(curve => curve.GetProperty("beforePooling").GetBoolean()));
    }

    [Fact]
    public async Task Report_is_one_page_with_its_pictures_inside()
    {
        string page = _folder.File("report.html");
        await EvaluateAsync(Networks.Linear, "--data", Data(), "--report", page, "--quiet");
        Assert.Equal(1 + 2 + 2, XDocument.Load(page).Descendants().Count(element => element.Name.LocalName == "svg"));
    }

    [Theory]
    [InlineData("--radii", "0.1,-1")]
    [InlineData("--noise", "0,5e400")]
    [InlineData("--steps", "0")]
    [InlineData("--seed", "-1")]
    public async Task Numbers_outside_their_range_are_refused(string option, string value) =>
        Assert.Contains(option, (await EvaluateAsync(Networks.Linear, "--data", Data(), option, value)).Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task What_does_not_fit_is_refused_in_one_line()
    {
        Assert.Contains("--data", (await EvaluateAsync(Networks.Linear)).Refusal(), StringComparison.Ordinal);
        Assert.Contains("does not exist", (await EvaluateAsync(Networks.Linear, "--data", "none.csv")).Refusal(), StringComparison.Ordinal);
        Assert.Contains("--center", (await EvaluateAsync(Networks.Linear, "--data", Data(), "--center", "0", "--radius", "1")).Refusal(), StringComparison.Ordinal);
        Assert.Contains("one for each of at least two outputs", (await EvaluateAsync(Networks.Walkthrough, "--data", Data())).Refusal(), StringComparison.Ordinal);
        var withActivation = new Network(new DenseLayer(2, 2, [1.0, 0.0, 0.0, 0.1], [], Activation.Tanh));
        Assert.Contains("--pairs", (await EvaluateAsync(withActivation, "--data", Data(), "--pairs", "--quiet")).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_evaluation_says_so()
    {
        string network = Networks.Linear.Write(_folder.File("network.json"));
        ToolRun run = await ToolRun.WithStreamAsync(() => Stream.Null, ["evaluate", network, "--data", Data()], new CancellationToken(canceled: true));
        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
    }

    private string Data() => _folder.Write("points.csv", "3,1,0\n1,1,0\n1,1,1\n");

    private async Task<ToolRun> EvaluateAsync(Network network, params string[] options) => await ToolRun.OfAsync(["evaluate", network.Write(_folder.File("network.json")), .. options]);

    private static int[] Counts(JsonElement json, string perturbation) =>
    [
        .. json.GetProperty("curves").EnumerateArray().Single(curve => curve.GetProperty("perturbation").GetString() == perturbation)
            .GetProperty("accuracies").EnumerateArray().Select(accuracy => (int)Math.Round(3.0 * accuracy.GetDouble())),
    ];
}
