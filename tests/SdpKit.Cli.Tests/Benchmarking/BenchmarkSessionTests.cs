using System.Collections.Immutable;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class BenchmarkSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void Every_answer_is_judged_by_its_file_and_not_by_its_solver()
    {
        IReadOnlyList<MeasuredRun> runs = Measure(
            Log(), new("sdpkit", ScriptedProgram.Solve), new ScriptedProgram("right", ScriptedProgram.Solve), new ScriptedProgram("wrong", "echo Optimal; " + ScriptedProgram.SolveWrongly)).Runs;
        Assert.Equal(["sdpkit", "right", "wrong"], runs.Select(run => run.Solver));
        Assert.Equal([true, true, false], runs.Select(run => run.Counts()));
        Assert.Equal("Optimal", runs[2].Status);
        Assert.Equal(2.0, runs[0].Objective);
        Assert.Equal(3.0, runs[2].Objective);
        Assert.Equal(0.0, runs[1].LargestError());
        Assert.Equal(0.5 / 2.0, runs[2].DimacsErrors![2], 15);
    }

    [UnixFact]
    public void A_solver_without_a_readable_solution_fails_with_a_note()
    {
        IReadOnlyList<MeasuredRun> runs = Measure(
            Log(), new("sdpkit", "echo out of luck >&2; exit 3"), new ScriptedProgram("rival", "echo gibberish > $2"), new ScriptedProgram("other", ScriptedProgram.Solve)).Runs;
        Assert.Equal([RunOutcome.Failed, RunOutcome.Failed, RunOutcome.Answered], runs.Select(run => run.Outcome));
        Assert.Equal("no solution file; exit code 3: out of luck", runs[0].Note);
        Assert.Contains("rival:1:1", runs[1].Note, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Solvers_find_the_number_of_threads_in_their_environment()
    {
        IReadOnlyList<MeasuredRun> runs = Measure(Log(), new ScriptedProgram("sdpkit", "echo $OMP_NUM_THREADS $OPENBLAS_NUM_THREADS; " + ScriptedProgram.Solve)).Runs;
        Assert.Equal("2 2", runs[0].Status);
    }

    [UnixFact]
    public void A_resumed_benchmark_measures_only_what_is_missing()
    {
        ScriptedProgram sdpKit = new("sdpkit", ScriptedProgram.Solve);
        ScriptedProgram rival = new("rival", ScriptedProgram.Solve);
        Measure(Log(), sdpKit);

        ResultLog resumed = ResultLog.Resume(_folder.File("results.jsonl"));
        Assert.Equal(1, Measure(resumed, sdpKit, rival).MeasuredRuns);
        Assert.Equal(0, Measure(resumed, sdpKit, rival).MeasuredRuns);
        Assert.Equal(["sdpkit", "rival"], resumed.Runs.Select(run => run.Solver));
    }

    [UnixFact]
    public void A_quick_solve_is_measured_inside_this_process_too_and_quick_runs_are_repeated()
    {
        ResultLog log = Log();
        ScriptedProgram sdpKit = new("sdpkit", ScriptedProgram.Solve, solveSeconds: 0.001);
        log.Add(Runs.Answered("tiny1", "sdpkit", 0.01));
        log.Add(Runs.Answered("tiny1", "slow", 1.1));
        Session(log, new BenchmarkSettings { SdpKit = sdpKit, Rivals = [new ScriptedProgram("slow", ScriptedProgram.Solve)], Threads = 2, Repeats = 2 });

        Assert.Equal(["sdpkit", "slow", InProcessRun.Solver, "sdpkit", InProcessRun.Solver], log.Runs.Select(run => run.Solver));
        Assert.Equal([0, 0, 0, 1, 1], log.Runs.Select(run => run.Repeat));
        Assert.True(log.Runs[2].Counts());
        Assert.Equal(2.0, log.Runs[2].Objective!.Value, 6);
    }

    [UnixFact]
    public void The_time_limit_ends_a_run_that_then_never_counts()
    {
        ResultLog log = Log();
        MeasureOnce(log, TimeSpan.FromSeconds(0.3), new ScriptedProgram("sdpkit", "sleep 100"));
        Assert.Equal(RunOutcome.TimeLimit, log.Runs[0].Outcome);
        Assert.InRange(log.Runs[0].WallSeconds, 0.3, 100.0);
        Assert.False(log.Runs[0].Counts());
    }

    [UnixFact]
    public void Cancellation_leaves_the_finished_runs_in_the_file()
    {
        using CancellationTokenSource cancellation = new();
        ResultLog log = Log();
        ScriptedProgram rival = new("rival", $"touch {_folder.File("started")}; sleep 100");
        using Timer timer = new(_ => CancelOnceStarted(), state: null, dueTime: 20, period: 20);
        void CancelOnceStarted()
        {
            if (File.Exists(_folder.File("started")))
            {
                cancellation.Cancel();
            }
        }

        Assert.Throws<OperationCanceledException>(() =>
            MeasureOnce(log, timeLimit: null, new ScriptedProgram("sdpkit", ScriptedProgram.Solve), cancellation.Token, rival));
        Assert.Equal("sdpkit", Assert.Single(ResultLog.Resume(_folder.File("results.jsonl")).Runs).Solver);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, 10.0, 60.0)]
    [InlineData(null, 100.0, 120.0)]
    [InlineData(90.0, null, 90.0)]
    [InlineData(90.0, 100.0, 90.0)]
    [InlineData(90.0, 10.0, 60.0)]
    public void A_rival_gets_little_longer_than_the_one_before_it_took(double? limit, double? answered, double? expected)
    {
        BenchmarkSettings settings = new() { SdpKit = new ScriptedProgram("sdpkit", ""), Threads = 1, TimeLimit = limit is null ? null : TimeSpan.FromSeconds(limit.Value) };
        Assert.Equal(expected, settings.RivalLimit(answered)?.TotalSeconds);
    }

    private ResultLog Log() => ResultLog.Create(_folder.File("results.jsonl"));

    private (IReadOnlyList<MeasuredRun> Runs, int MeasuredRuns) Measure(ResultLog log, ScriptedProgram sdpKit, params SolverProgram[] rivals)
    {
        int before = log.Runs.Count;
        MeasureOnce(log, timeLimit: null, sdpKit, CancellationToken.None, rivals);
        return (log.Runs, log.Runs.Count - before);
    }

    private void MeasureOnce(
        ResultLog log, TimeSpan? timeLimit, ScriptedProgram sdpKit, CancellationToken cancellationToken = default, params SolverProgram[] rivals) =>
        Session(log, new BenchmarkSettings { SdpKit = sdpKit, Rivals = ImmutableArray.Create(rivals), Threads = 2, TimeLimit = timeLimit }, cancellationToken);

    private void Session(ResultLog log, BenchmarkSettings settings, CancellationToken cancellationToken = default)
    {
        _folder.Write("tiny1.dat-s", ScriptedProgram.Problem);
        BenchmarkSession session = new(settings, log, new BenchmarkProgress(TextWriter.Null, isTerminal: false, problemCount: 1));
        session.Measure(Assert.Single(BenchmarkProblem.Find(_folder.Path, filter: null)), cancellationToken);
    }
}
