using System.Text.Json;
using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Tests.Training;

/// <summary>Points of three classes on a line, of which test files have some only: classes are matched by name, or not at all.</summary>
public sealed class ClassNameTests : IDisposable
{
    private static readonly string[] Names = ["ash", "birch", "cedar"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--bound", "20")]
    [InlineData("--bound", "20", "--scale")]
    public async Task Classes_of_test_files_are_matched_by_name(params string[] options)
    {
        string[] given = [.. options.Where(option => option.Length > 0)];
        ToolRun named = await TrainAsync("named", ["--data", Points("all.csv", Names), "--test", Points("some.csv", Names, first: 1), .. given]);
        ToolRun numbered = await TrainAsync("numbered", ["--data", Points("all.csv", Names), "--test", Points("numbers.csv", ["0", "1", "2"], first: 1), .. given]);
        Assert.InRange(Score(named, "testScore"), 0.9, 1.0);
        Assert.Equal(Score(numbered, "testScore"), Score(named, "testScore"));
        Assert.Equal<string>(Names, NetworkReader.ReadFile(_folder.File("named/network.json")).Network.ClassNames);

        string network = _folder.File("named/network.json");
        foreach (string file in (string[])[Points("some.csv", Names, first: 1), Points("last.csv", Names, first: 2)])
        {
            JsonElement evaluated = (await ToolRun.OfAsync("evaluate", network, "--data", file, "--radii", "0", "--noise", "0", "--json", "--quiet")).Json();
            Assert.InRange(evaluated.GetProperty("accuracy").GetDouble(), 0.9, 1.0);
            Assert.Equal(JsonValueKind.Null, evaluated.GetProperty("assumedClasses").ValueKind);
            JsonElement certified = (await ToolRun.OfAsync("certify", network, "--data", file, "--json", "--quiet")).Json().GetProperty("data");
            Assert.Equal(evaluated.GetProperty("accuracy").GetDouble(), certified.GetProperty("correct").GetDouble() / certified.GetProperty("points").GetDouble());
        }
    }

    [Fact]
    public async Task Unknown_class_is_named_with_its_line()
    {
        string bad = Points("bad.csv", ["ash", "beech", "cedar"]);
        const string Named = "bad.csv:32:8: found the class 'beech'; expected one of those that the network was trained on: ash, birch, cedar";
        Assert.Contains(Named, (await TrainAsync("run", ["--data", Points("all.csv", Names), "--test", bad])).Refusal(), StringComparison.Ordinal);
        await TrainAsync("run", ["--data", Points("all.csv", Names)]);
        foreach (string command in (string[])["evaluate", "certify"])
        {
            Assert.Contains(Named, (await ToolRun.OfAsync(command, _folder.File("run/network.json"), "--data", bad)).Refusal(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task More_or_fewer_classes_than_outputs_are_said()
    {
        Assert.Contains("found 2 class names (birch, cedar); expected 3", (await TrainAsync("run", ["--data", Points("some.csv", Names, first: 1)])).Refusal(), StringComparison.Ordinal);
        Assert.Contains("found 4 class names", (await TrainAsync("run", ["--data", Points("four.csv", [.. Names, "date"])])).Refusal(), StringComparison.Ordinal);
        Assert.Contains("found the class 3; expected classes from 0 to 2", (await TrainAsync("run", ["--data", Points("four.csv", ["0", "1", "2", "3"])])).Refusal(), StringComparison.Ordinal);
        Assert.Contains("found 2 of the 3 classes", (await TrainAsync("run", ["--data", Points("two.csv", ["0", "1", "2"], first: 1)])).Error, StringComparison.Ordinal);
    }

    /// <summary>A network that was trained on numbers has no names: those of a file are its own where none is missing, which the answer says, and nobody's otherwise.</summary>
    [Fact]
    public async Task Names_for_a_network_without_any_are_numbered_only_where_all_are_there()
    {
        string numbers = Points("numbers.csv", ["0", "1", "2"]);
        Assert.Contains("expected numbers as in --data", (await TrainAsync("run", ["--data", numbers, "--test", Points("all.csv", Names)])).Refusal(), StringComparison.Ordinal);
        await TrainAsync("run", ["--data", numbers]);
        string network = _folder.File("run/network.json");
        foreach (string command in (string[])["evaluate", "certify"])
        {
            ToolRun run = await ToolRun.OfAsync(command, network, "--data", Points("all.csv", Names), "--quiet");
            Assert.Contains("ash, birch, cedar: numbered in the order of their names", run.Output, StringComparison.Ordinal);
            Assert.Contains(
                "write each class as the number of its output", (await ToolRun.OfAsync(command, network, "--data", Points("some.csv", Names, first: 1))).Refusal(), StringComparison.Ordinal);
        }
    }

    private static double Score(ToolRun run, string name) => run.Json().GetProperty(name).GetDouble();

    private Task<ToolRun> TrainAsync(string name, string[] options)
    {
        if (Directory.Exists(_folder.File(name)))
        {
            Directory.Delete(_folder.File(name), recursive: true);
        }

        return ToolRun.OfAsync(["train", "--out", _folder.File(name), "--threads", "1", "--layers", "1-6-3", "--rate", "0.05", "--iterations", "20", "--json", .. options]);
    }

    /// <summary>Writes 30 points of each class from one on: class k lies around 2 k.</summary>
    private string Points(string name, string[] classes, int first = 0) => _folder.Write(name, "x,class\n" + string.Concat(
        Enumerable.Range(first, classes.Length - first).SelectMany(k => Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"{(2.0 * k) + (0.031 * i) + 0.001:F4},{classes[k]}\n")))));
}
