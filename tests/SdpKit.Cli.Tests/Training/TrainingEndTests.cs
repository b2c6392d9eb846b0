using System.Text.Json;
using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Tests.Training;

/// <summary>What a training says of itself at its end: its status, its bound, and the units that they are in.</summary>
public sealed class TrainingEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The bound is not reached by a network that does not need it; what is reported is what certify and evaluate find.</summary>
    [Theory]
    [InlineData("tanh", "--bound", "500")]
    [InlineData("tanh", "--bound", "2")]
    [InlineData("leaky_relu(0.2)", "--bound", "2")]
    [InlineData("tanh", "--mu", "0.01")]
    [InlineData("relu", "--method", "spectral", "--bound", "5")]
    [InlineData("tanh", "--method", "nominal")]
    public async Task Bound_that_is_reported_is_the_one_that_certify_and_evaluate_find(string activation, params string[] options)
    {
        ToolRun run = await TrainAsync("run", ["--data", "three-classes", "--layers", "2-6-6-3", "--iterations", "8", "--rate", "0.05", "--activation", activation, .. options]);
        double reported = run.Json().GetProperty("bound").GetDouble();
        string network = _folder.File("run/network.json");
        double certified = (await ToolRun.OfAsync("certify", network, "--json", "--quiet")).Json().GetProperty("bound").GetDouble();
        Assert.Equal(1.0, certified / reported, 1e-6);
        if (options is ["--bound", var bound])
        {
            Assert.True(reported <= double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture));
        }

        string points = _folder.Write("points.csv", "0.2,0.3,0\n0.7,0.7,1\n0.5,0.1,2\n");
        double evaluated = (await ToolRun.OfAsync("evaluate", network, "--data", points, "--json", "--quiet")).Json().GetProperty("bound").GetDouble();
        double withCertificate = (await ToolRun.OfAsync("evaluate", network, "--data", points, "--certificate", _folder.File("run/certificate.json"), "--json", "--quiet")).Json().GetProperty("bound").GetDouble();
        Assert.Equal(certified, evaluated);
        Assert.Equal(reported, withCertificate);
    }

    /// <summary>Targets around 5000 and inputs around 10 000 are as easy as those around 0: the network is trained on scaled data and saved for data as they are.</summary>
    [Theory]
    [InlineData]
    [InlineData("--bound", "50")]
    [InlineData("--mu", "1e-6")]
    [InlineData("--method", "spectral", "--bound", "50")]
    public async Task Values_and_inputs_of_any_size_are_learnt(params string[] options)
    {
        string file = Regression("big.csv", input => 10000.0 + (40.0 * input), target => 5000.0 + (1000.0 * target));
        JsonElement json = (await TrainAsync("run", ["--data", file, "--test", file, "--layers", "2-12-1", "--rate", "0.02", .. options])).Json();
        Assert.Equal("Completed", json.GetProperty("status").GetString());

        // The variance of the targets is about 1.4e5.
        Assert.InRange(json.GetProperty("testScore").GetDouble(), 0.0, 1e4);
        Network network = NetworkReader.ReadFile(_folder.File("run/network.json")).Network;
        Assert.InRange(network.Evaluate([10000.0, 10000.0])[0], 4500.0, 5500.0);
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("verify", _folder.File("run/certificate.json"), _folder.File("run/network.json"))).ExitCode);
    }

    /// <summary>Units that are powers of two change nothing: the network, its bound and its errors are the same in other units.</summary>
    [Theory]
    [InlineData(40, 0)]
    [InlineData(-40, 0)]
    [InlineData(0, 40)]
    [InlineData(0, -40)]
    [InlineData(-150, 150)]
    [InlineData(150, -150)]
    public async Task Units_that_are_powers_of_two_cancel(int inputs, int targets)
    {
        double unit = Math.ScaleB(1.0, targets - inputs);
        JsonElement expected = (await TrainAsync("plain", [.. Options(Regression("plain.csv", x => x, y => y)), "--bound", "0.75"])).Json();
        JsonElement found = (await TrainAsync(
            "scaled",
            [.. Options(Regression("scaled.csv", x => Math.ScaleB(x, inputs), y => Math.ScaleB(y, targets))), "--bound", (0.75 * unit).ToString("R", System.Globalization.CultureInfo.InvariantCulture)])).Json();
        Assert.Equal(Math.ScaleB(expected.GetProperty("testScore").GetDouble(), 2 * targets), found.GetProperty("testScore").GetDouble());
        Assert.Equal(Math.ScaleB(expected.GetProperty("loss").GetDouble(), 2 * targets), found.GetProperty("loss").GetDouble());
        Assert.Equal(1.0, found.GetProperty("bound").GetDouble() / unit / expected.GetProperty("bound").GetDouble(), 1e-6);
        Network plain = NetworkReader.ReadFile(_folder.File("plain/network.json")).Network;
        Network scaled = NetworkReader.ReadFile(_folder.File("scaled/network.json")).Network;
        Assert.Equal(plain.Layers[0].Weights.Select(weight => Math.ScaleB(weight, -inputs)), scaled.Layers[0].Weights);
        Assert.Equal(plain.Layers[^1].Weights.Select(weight => Math.ScaleB(weight, targets)), scaled.Layers[^1].Weights);
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("verify", _folder.File("scaled/certificate.json"), _folder.File("scaled/network.json"))).ExitCode);
    }

    [Theory]
    [InlineData(700, 0, "0.75", "--data: found inputs that vary by about")]
    [InlineData(-700, 0, "0.75", "--data: found inputs that vary by about")]
    [InlineData(0, 700, "0.75", "--data: found values to learn that vary by about")]
    [InlineData(180, -180, "1e50", "--bound: found 1E+50, expected nearer to")]
    public async Task Units_that_leave_the_range_of_numbers_are_refused(int inputs, int targets, string bound, string message)
    {
        string file = Regression("far.csv", x => Math.ScaleB(x, inputs), y => Math.ScaleB(y, targets));
        Assert.Contains(message, (await TrainAsync("run", [.. Options(file), "--bound", bound])).Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scale", "false")]
    [InlineData("--rate", "1e-9")]
    [InlineData("--rate", "100", "--optimizer", "sgd", "--activation", "relu")]
    [InlineData("--bound", "1e-9")]
    public async Task Training_that_learns_nothing_says_so(params string[] options)
    {
        string file = Regression("big.csv", input => 10000.0 + (40.0 * input), target => 5000.0 + (1000.0 * target));
        ToolRun run = await TrainAsync("run", ["--data", file, "--layers", "2-6-1", "--iterations", "5", .. options]);
        Assert.Equal(ExitCode.NotSolved, run.ExitCode);
        string status = run.Json().GetProperty("status").GetString()!;
        Assert.Contains(status, (string[])["NoProgress", "Diverged"]);
        Assert.Contains(status == "NoProgress" ? "that of a constant answer" : "training diverged", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("run/network.json")));
    }

    private static string[] Options(string file) => ["--data", file, "--test", file, "--layers", "2-6-1", "--iterations", "6", "--scale"];

    private Task<ToolRun> TrainAsync(string name, string[] options) => ToolRun.OfAsync(["train", "--out", _folder.File(name), "--threads", "1", "--json", "--quiet", .. options]);

    /// <summary>Writes a smooth function of two inputs in [-2, 2].</summary>
    private string Regression(string name, Func<double, double> input, Func<double, double> target) => _folder.Write(name, string.Concat(Enumerable.Range(0, 200).Select(k =>
    {
        (double x, double y) = ((k % 20 * 0.2) - 1.9, (k / 20 * 0.4) - 1.8);
        return FormattableString.Invariant($"{input(x):R},{input(y):R},{target(Math.Sin(x) / (1.0 + (y * y))):R}\n");
    })));
}
