using System.Text.Json;
using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;
using SdpKit.Training;

namespace SdpKit.Cli.Tests.Training;

public sealed class TrainCommandTests : IDisposable
{
    private static readonly string[] Enforced = ["--data", "three-classes", "--layers", "2-6-6-3", "--bound", "8", "--iterations", "6", "--epochs", "20", "--sigma", "0.1", "--rate", "0.02"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Enforced_bound_is_saved_with_a_certificate_that_verifies_it()
    {
        ToolRun run = await TrainAsync("run", [.. Enforced, "--formats", "json,onnx,npz,safetensors", "--json", "--quiet"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Empty(run.Error);
        JsonElement json = run.Json();
        Assert.Equal("Completed", json.GetProperty("status").GetString());
        Assert.Equal(6, json.GetProperty("iterations").GetInt32());
        Assert.InRange(json.GetProperty("bound").GetDouble(), 7.9, 8.0);
        foreach (JsonElement file in json.GetProperty("networks").EnumerateArray())
        {
            ToolRun check = await ToolRun.OfAsync("verify", json.GetProperty("certificate").GetString()!, file.GetString()!, "--quiet");
            Assert.Equal(ExitCode.Success, check.ExitCode);
        }

        double accuracy = Accuracy.Of(NetworkReader.ReadFile(_folder.File("run/network.json")).Network, PaperExamples.ThreeClasses());
        Assert.Equal(accuracy, json.GetProperty("trainingScore").GetDouble());
    }

    [Theory]
    [InlineData("nominal")]
    [InlineData("l2", "--lambda", "0.01")]
    [InlineData("spectral", "--bound", "8")]
    [InlineData("regularize", "--mu", "0.001")]
    public async Task Every_method_ends_with_a_proved_bound(string method, params string[] options)
    {
        ToolRun run = await TrainAsync("run", ["--data", "three-classes", "--layers", "2-6-3", "--iterations", "5", "--epochs", "10", "--method", method, .. options]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains($"{method}, 5 of 5 iterations", run.Output, StringComparison.Ordinal);
        Assert.Contains("proved", run.Output, StringComparison.Ordinal);
        Assert.Contains("5/5", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("verify", _folder.File("run/certificate.json"), _folder.File("run/network.json"))).ExitCode);
    }

    [Fact]
    public async Task Values_are_learnt_with_the_mean_square_loss()
    {
        ToolRun run = await TrainAsync("run", ["--data", "sine", "--layers", "1-10-1", "--iterations", "20", "--epochs", "50", "--rate", "0.02", "--json"]);
        Assert.Equal("meanSquareError", run.Json().GetProperty("score").GetString());
        Assert.InRange(run.Json().GetProperty("testScore").GetDouble(), 0.05, 0.3);
    }

    /// <summary>(x + y, x - y) is linear with the bound sqrt(2), so a network without activation learns it to the last digits.</summary>
    [Fact]
    public async Task Values_of_a_csv_file_are_learnt_for_each_output()
    {
        string Points(int first) => "x,y,sum,difference\n" + string.Concat(Enumerable.Range(first, 40).Select(k => FormattableString.Invariant($"{k % 7 / 7.0},{k % 5 / 5.0},{(k % 7 / 7.0) + (k % 5 / 5.0)},{(k % 7 / 7.0) - (k % 5 / 5.0)}\n")));
        string[] files = ["--data", _folder.Write("training.csv", Points(0)), "--test", _folder.Write("test.csv", Points(40))];
        ToolRun run = await TrainAsync("run", [.. files, "--layers", "2-2", "--activation", "identity", "--iterations", "40", "--epochs", "20", "--rate", "0.05", "--batch", "10", "--json"]);
        JsonElement json = run.Json();
        Assert.Equal("meanSquareError", json.GetProperty("score").GetString());
        Assert.InRange(json.GetProperty("testScore").GetDouble(), 0.0, 1e-6);
        Assert.Equal(Math.Sqrt(2.0), json.GetProperty("bound").GetDouble(), 1e-2);
        Assert.Contains("expected mean-square", (await TrainAsync("other", [.. files, "--layers", "2-2", "--loss", "cross-entropy"])).Refusal(), StringComparison.Ordinal);
        Assert.Contains("found classes", (await TrainAsync("other", ["--data", files[1], "--test", _folder.Write("classes.csv", "1,2,0\n"), "--layers", "2-2"])).Refusal(), StringComparison.Ordinal);
        Assert.Contains("points of 3 values; expected 5", (await TrainAsync("other", [.. files, "--layers", "5-2"])).Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enforce", "--bound", "0.05")]
    [InlineData("regularize", "--mu", "10")]
    [InlineData("nominal")]
    public async Task Scaling_is_stored_in_the_network_and_its_bound(string method, params string[] options)
    {
        string csv = _folder.Write("points.csv", string.Concat(Enumerable.Range(0, 60).Select(k => FormattableString.Invariant($"{5000 + (100 * (k % 7))},{-300 + (70 * (k % 5))},{(k % 7 > 3 ? 1 : 0)}\n"))));
        ToolRun run = await TrainAsync("run", ["--data", csv, "--layers", "2-6-2", "--scale", "--iterations", "20", "--epochs", "10", "--rate", "0.05", "--method", method, .. options, "--json"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonElement json = run.Json();
        Assert.Equal(1.0, json.GetProperty("trainingScore").GetDouble());
        Assert.InRange(json.GetProperty("bound").GetDouble(), 0.0, method == "enforce" ? 0.05 : 1.0);
        string network = _folder.File("run/network.json");
        Assert.Equal(1.0, Accuracy.Of(NetworkReader.ReadFile(network).Network, SdpKit.Lipschitz.Data.LabelledDataReader.ReadFile(csv)));
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("verify", _folder.File("run/certificate.json"), network)).ExitCode);
        Assert.Equal(json.GetProperty("bound").GetDouble(), (await ToolRun.OfAsync("train", "--resume", _folder.File("run"), "--json", "--quiet")).Json().GetProperty("bound").GetDouble());
    }

    [Fact]
    public async Task Held_out_points_are_scored_apart()
    {
        string csv = _folder.Write("points.csv", string.Concat(Enumerable.Range(0, 40).Select(k => FormattableString.Invariant($"{k % 7},{k % 5},{k % 2}\n"))));
        ToolRun run = await TrainAsync("run", ["--data", csv, "--test", csv, "--validation", "10", "--layers", "2-4-2", "--iterations", "3", "--json"]);
        Assert.True(double.IsInteger(Math.Round(10.0 * run.Json().GetProperty("validationScore").GetDouble(), 12)));
        Assert.True(double.IsInteger(Math.Round(30.0 * run.Json().GetProperty("trainingScore").GetDouble(), 12)));
        Assert.True(double.IsInteger(Math.Round(40.0 * run.Json().GetProperty("testScore").GetDouble(), 12)));
    }

    [Fact]
    public async Task Options_from_a_file_are_those_of_the_command_line_which_come_first()
    {
        string options = _folder.Write("options.json", """{"data": "three-classes", "layers": "2-6-6-3", "bound": 99, "iterations": 6, "epochs": 20, "sigma": 0.1, "rate": 2e-2, "constant-rate": false, "scale": false}""");
        await TrainAsync("file", ["--options", options, "--bound", "8"]);
        await TrainAsync("line", Enforced);
        Assert.Equal(await NetworkAsync("line"), await NetworkAsync("file"));
    }

    [Theory]
    [InlineData("--layers", "--data", "three-classes")]
    [InlineData("--data", "--layers", "2-3-3")]
    [InlineData("expected 2 and 3", "--data", "three-classes", "--layers", "2-3-4")]
    [InlineData("does not exist", "--data", "absent.csv", "--layers", "2-3-4")]
    [InlineData("expected regularize", "--data", "three-classes", "--layers", "2-3-3", "--mu", "1", "--method", "l2")]
    [InlineData("without --bound", "--data", "three-classes", "--layers", "2-3-3", "--method", "enforce")]
    [InlineData("no hidden layer", "--data", "three-classes", "--layers", "2-3", "--bound", "1")]
    [InlineData("nowhere decreases", "--data", "three-classes", "--layers", "2-3-3", "--bound", "1", "--activation", "gelu")]
    [InlineData("expected mean-square", "--data", "sine", "--layers", "1-3-1", "--loss", "cross-entropy")]
    [InlineData("less than the 50 points", "--data", "three-classes", "--layers", "2-3-3", "--validation", "50")]
    [InlineData("found '2,3'", "--data", "three-classes", "--layers", "2,3")]
    [InlineData("found 'best'", "--data", "three-classes", "--layers", "2-3-3", "--method", "best")]
    [InlineData("found 'pt'", "--data", "three-classes", "--layers", "2-3-3", "--formats", "pt")]
    [InlineData("found 'NaN'", "--data", "three-classes", "--layers", "2-3-3", "--bound", "NaN")]
    public async Task Options_that_make_no_sense_are_refused_in_one_line(string named, params string[] options)
    {
        Assert.Contains(named, (await TrainAsync("run", options)).Refusal(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Theory]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{\"layers\": ", "(1,")]
    [InlineData("{\"layers\": \"2-2\"} x", "(1,")]
    [InlineData("{\"layer\": 3}", "(1,2): found the member \"layer\"")]
    [InlineData("{\"bound\": [3]}", "(1,2): found [3] for \"bound\"")]
    [InlineData("{\"bound\": 3,\n  \"seed\": 1,\n  \"bound\": 4}", "(3,3): found the member \"bound\" again; expected it once")]
    [InlineData("{\"constant-rate\": false, \"constant-rate\": true}", "\"constant-rate\" again")]
    [InlineData("{\"scale\": 2}", "true or false")]
    [InlineData("{\"constant-rate\": 1}", "true or false")]
    [InlineData("{\"bound\": 1e400}", "--bound")]
    [InlineData("{\"resume\": \"x\"}", "\"resume\"")]
    public async Task File_of_options_that_makes_no_sense_is_refused_by_name(string content, string named)
    {
        string line = (await TrainAsync("run", ["--options", _folder.Write("options.json", content)])).Refusal();
        Assert.Contains("options.json", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_compares_trainings_with_the_same_points()
    {
        string page = _folder.File("page.html");
        await TrainAsync("plain", ["--data", "three-classes", "--layers", "2-6-3", "--iterations", "5", "--epochs", "10"]);
        await TrainAsync("leaky", ["--data", "three-classes", "--layers", "2-6-3", "--iterations", "5", "--bound", "8", "--activation", "leaky_relu(0.2)", "--report", _folder.File("leaky.html")]);
        ToolRun run = await TrainAsync("bounded", [.. Enforced, "--report", page, "--beside", $"{_folder.File("plain")},{_folder.File("leaky")}"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        string text = await File.ReadAllTextAsync(page);
        Assert.All((string[])["plain", "leaky", "bounded", "Decision regions", "Noise", "Attacks and proofs"], word => Assert.Contains(word, text, StringComparison.Ordinal));

        await TrainAsync("sine", ["--data", "sine", "--layers", "1-3-1", "--iterations", "3", "--report", _folder.File("sine.html")]);
        Assert.Contains("Functions", await File.ReadAllTextAsync(_folder.File("sine.html")), StringComparison.Ordinal);
        Assert.Contains("other points", (await ToolRun.OfAsync("train", "--resume", _folder.File("sine"), "--report", page, "--beside", _folder.File("plain"))).Refusal(), StringComparison.Ordinal);
        Assert.Contains("without --report", (await ToolRun.OfAsync("train", "--resume", _folder.File("sine"), "--beside", _folder.File("plain"))).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loss_that_is_not_a_number_ends_with_the_last_good_network()
    {
        string csv = _folder.Write("points.csv", "1,1\n2,0\n");
        ToolRun run = await TrainAsync("run", ["--data", csv, "--layers", "1-2-2", "--activation", "identity", "--loss", "mean-square", "--optimizer", "sgd", "--rate", "1e9", "--json"]);
        Assert.Equal(ExitCode.NotSolved, run.ExitCode);
        Assert.Equal("Diverged", run.Json().GetProperty("status").GetString());
        Assert.Contains("training diverged", run.Error, StringComparison.Ordinal);
        Network network = NetworkReader.ReadFile(_folder.File("run/network.json")).Network;
        Assert.All(network.Layers, layer => Assert.All(layer.Weights, weight => Assert.True(double.IsFinite(weight))));
    }

    private Task<ToolRun> TrainAsync(string name, string[] options) => ToolRun.OfAsync(["train", "--out", _folder.File(name), "--threads", "1", .. options]);

    private Task<string> NetworkAsync(string name) => File.ReadAllTextAsync(_folder.File(name + "/network.json"));
}
