using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using SdpKit.Benchmarks.Performance;
using SdpKit.Cli.Benchmarking;
using SdpKit.Cli.Tests.Benchmarking;

namespace SdpKit.Cli.Tests.Performance;

public sealed class PerformancePageTests : IDisposable
{
    private const string Page = "before\n<!-- begin growth -->\nold\n<!-- end growth -->\nbetween\n<!-- begin generated -->\nold\n<!-- end generated -->\nafter\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_and_the_pictures_show_the_exponents_of_the_counted_runs_of_the_newest_version()
    {
        WriteResults(
        [
            .. from size in new[] { 250, 500, 1000 } select Grown(size, "sdpkit", 1e-6 * Math.Pow(size, 2.5)),
            .. from size in new[] { 250, 500, 1000 } select Grown(size, "csdp", 1e-6 * Math.Pow(size, 3.0)),
            Grown(500, "sdpkit", 1e6) with { Version = "0.9", StartedAt = DateTimeOffset.MinValue },
            Grown(2000, "sdpkit", 1e-6 * Math.Pow(2000, 2.5)),
            Runs.TimedOut("maxcut-2000-1", "csdp", 60.0) with { MatrixOrder = 2000 },
        ]);
        string file = _folder.Write("page.md", Page);
        PerformancePage.Write([file, "--growth", _folder.Path]);
        string page = File.ReadAllText(file);
        Assert.StartsWith("before\n", page, StringComparison.Ordinal);
        Assert.EndsWith("between\n<!-- begin generated -->\nold\n<!-- end generated -->\nafter\n", page, StringComparison.Ordinal);
        Assert.Contains("| maxcut | time | sdpkit | n = 250..2000 (4) | 2.50 | 2.50 |", page, StringComparison.Ordinal);
        Assert.Contains("| maxcut | time | csdp | n = 250..1000 (3) | 3.00 | 3.00 |", page, StringComparison.Ordinal);
        string picture = File.ReadAllText(_folder.File("maxcut-time.svg"));
        XDocument.Parse(picture);
        Assert.Contains("csdp: n^3.00", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void Ratios_are_averaged_by_seed_and_by_family()
    {
        WriteResults(
        [
            Runs.Answered("truss-0006-1", "sdpkit", 1.0), Runs.Answered("truss-0006-1", "csdp", 2.0), Runs.Answered("truss-0006-1", "sdpa", 4.0),
            Runs.Answered("lmi-0010-1", "sdpkit", 1.0), Runs.Answered("lmi-0010-1", "csdp", 8.0),
            Runs.Answered("truss-0006-2", "sdpkit", 1.0), Runs.Answered("truss-0006-2", "csdp", 3.0),
        ]);
        string file = _folder.Write("page.md", Page);
        PerformancePage.Write([file, "--generated", _folder.Path]);
        string page = File.ReadAllText(file);
        Assert.Contains("| seed | truss | lmi | all | SdpKit counts | least ratio |", page, StringComparison.Ordinal);
        Assert.Contains("| 1 | 2.00 | 8.00 | 4.00 | 2 of 2 | 2.00 (truss-0006-1) |", page, StringComparison.Ordinal);
        Assert.Contains("| 2 | 3.00 | - | 3.00 | 1 of 1 | 3.00 (truss-0006-2) |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_the_comments_and_a_folder_without_results_are_named()
    {
        Assert.Contains("begin growth", Assert.Throws<FormatException>(() => MarkedSection.Replace("text", "growth", "new")).Message, StringComparison.Ordinal);
        Assert.Contains("results.jsonl", Assert.Throws<FileNotFoundException>(() => BenchmarkResults.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static MeasuredRun Grown(int size, string solver, double seconds) =>
        Runs.Answered(string.Create(CultureInfo.InvariantCulture, $"maxcut-{size:D4}-1"), solver, seconds) with { MatrixOrder = size };

    private void WriteResults(IEnumerable<MeasuredRun> runs) =>
        _folder.Write("results.jsonl", string.Concat(runs.Select(run => JsonSerializer.Serialize(run, BenchmarkJsonContext.Default.MeasuredRun) + "\n")));
}
