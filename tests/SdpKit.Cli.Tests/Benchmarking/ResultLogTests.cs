using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class ResultLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("results.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_resumed_log_holds_the_runs_as_they_were()
    {
        MeasuredRun run = Runs.Answered("truss1", "sdpa", 0.1) with { DimacsErrors = [double.NaN, 1e-300, -0.1, 0, double.PositiveInfinity, 1], Note = "a \"quoted\"\nnote" };
        ResultLog log = ResultLog.Create(Path);
        log.Add(run);
        log.Add(Runs.TimedOut("truss2", "sdpa", 60.0));

        IReadOnlyList<MeasuredRun> read = ResultLog.Resume(Path).Runs;
        Assert.Equal(2, read.Count);
        Assert.Equal(run.DimacsErrors, read[0].DimacsErrors);
        Assert.Equal(run, read[0] with { DimacsErrors = run.DimacsErrors });
        Assert.Equal(RunOutcome.TimeLimit, read[1].Outcome);
    }

    [Fact]
    public void A_finished_run_is_found_only_under_its_whole_key()
    {
        ResultLog log = ResultLog.Create(Path);
        log.Add(Runs.Answered("truss1", "csdp", 0.1));
        Assert.NotNull(log.Find("truss1", "csdp", "1.0", 2, 0, limitSeconds: null));
        Assert.Null(log.Find("truss2", "csdp", "1.0", 2, 0, limitSeconds: null));
        Assert.Null(log.Find("truss1", "sdpa", "1.0", 2, 0, limitSeconds: null));
        Assert.Null(log.Find("truss1", "csdp", "1.1", 2, 0, limitSeconds: null));
        Assert.Null(log.Find("truss1", "csdp", "1.0", 1, 0, limitSeconds: null));
        Assert.Null(log.Find("truss1", "csdp", "1.0", 2, 1, limitSeconds: null));
    }

    [Fact]
    public void A_run_that_a_shorter_limit_ended_is_measured_again()
    {
        ResultLog log = ResultLog.Create(Path);
        log.Add(Runs.TimedOut("truss1", "csdp", 60.0));
        Assert.NotNull(log.Find("truss1", "csdp", "1.0", 2, 0, limitSeconds: 60.0));
        Assert.Null(log.Find("truss1", "csdp", "1.0", 2, 0, limitSeconds: 61.0));
        Assert.Null(log.Find("truss1", "csdp", "1.0", 2, 0, limitSeconds: null));
    }

    [Fact]
    public void A_line_that_breaks_off_is_dropped_and_the_next_run_starts_a_new_one()
    {
        ResultLog.Create(Path).Add(Runs.Answered("truss1", "csdp", 0.1));
        File.AppendAllText(Path, "{\"problem\":\"tru");

        ResultLog resumed = ResultLog.Resume(Path);
        Assert.Single(resumed.Runs);
        resumed.Add(Runs.Answered("truss2", "csdp", 0.1));
        Assert.Equal(["truss1", "truss2"], ResultLog.Resume(Path).Runs.Select(run => run.Problem));
    }

    [Fact]
    public void A_line_that_is_no_run_is_named_with_its_place()
    {
        _folder.Write("results.jsonl", "{}\n");
        InputException error = Assert.Throws<InputException>(() => ResultLog.Resume(Path));
        Assert.StartsWith($"{Path}(1): ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_log_does_not_overwrite_results()
    {
        ResultLog.Create(Path).Add(Runs.Answered("truss1", "csdp", 0.1));
        Assert.Throws<IOException>(() => ResultLog.Create(Path));
        Assert.Single(ResultLog.Resume(Path).Runs);
    }
}
