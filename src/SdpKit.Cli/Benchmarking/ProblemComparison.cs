using System.Collections.Immutable;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents how SdpKit and its rivals did on one problem.</summary>
/// <param name="Problem">The problem's name.</param>
/// <param name="SdpKit">SdpKit as a whole process; null where it was not measured yet.</param>
/// <param name="InProcess">SdpKit called inside the benchmark's process, which is done for short problems.</param>
/// <param name="Rivals">The rivals, and variants of SdpKit itself, in the order of the table's columns; null where one was not measured yet.</param>
internal sealed record ProblemComparison(string Problem, SolverResult? SdpKit, SolverResult? InProcess, ImmutableArray<SolverResult?> Rivals)
{
    /// <summary>Gets SdpKit's time for the solve alone, or null where its answer does not count.</summary>
    public double? SolveSeconds => ProcessSeconds is null || InProcess?.Counts == false ? null : InProcess?.WallSeconds ?? SdpKit?.SolveSeconds;

    /// <summary>Gets SdpKit's time as a whole process, or null where its answer does not count.</summary>
    public double? ProcessSeconds => SdpKit is { Counts: true } ? SdpKit.WallSeconds : null;

    /// <summary>Gets a value indicating whether no rival has an answer that counts, but one was ended at the time limit.</summary>
    public bool BestRivalIsLowerBound => Least(rival => rival.Counts) is null && BestRivalSeconds is not null;

    /// <summary>
    /// Gets the least time of a whole process of a rival whose answer counts; where there is none, the least limit that ended one, which is a lower bound;
    /// null where every rival failed.
    /// </summary>
    public double? BestRivalSeconds =>
        Least(rival => rival.Counts) ?? Least(rival => rival.Outcome == RunOutcome.TimeLimit);

    /// <summary>Gets the same of the solves alone, as the rivals state them; null where one whose answer counts does not.</summary>
    public double? BestRivalSolveSeconds => TimedRivals.Any(rival => rival is { Counts: true, SolveSeconds: null }) ? null
        : TimedRivals.Where(rival => rival.Counts).Min(rival => rival.SolveSeconds) ?? Least(rival => rival.Outcome == RunOutcome.TimeLimit);

    /// <summary>Gets best rival over SdpKit, both by their solves alone: above 1 where SdpKit is faster.</summary>
    public double? SolveRatio => BestRivalSolveSeconds / SolveSeconds;

    /// <summary>Gets best rival over SdpKit, both as whole processes.</summary>
    public double? ProcessRatio => BestRivalSeconds / ProcessSeconds;

    /// <summary>Gets the same where a rival that ended counts whatever its errors.</summary>
    public double? FaceValueRatio =>
        (Least(rival => rival.Outcome == RunOutcome.Answered) ?? Least(rival => rival.Outcome == RunOutcome.TimeLimit)) / ProcessSeconds;

    /// <summary>Gathers the runs of a results file, in the order in which the problems first appear there.</summary>
    /// <param name="runs">The runs of one version of each solver, on one number of threads.</param>
    /// <param name="rivals">The names of the rivals.</param>
    public static ImmutableArray<ProblemComparison> Of(IEnumerable<MeasuredRun> runs, IReadOnlyList<string> rivals) =>
    [
        .. runs.GroupBy(run => run.Problem).Select(group => new ProblemComparison(
            group.Key,
            SolverResult.Of(group.Where(run => run.Solver == "sdpkit")),
            SolverResult.Of(group.Where(run => run.Solver == InProcessRun.Solver)),
            [.. rivals.Select(rival => SolverResult.Of(group.Where(run => run.Solver == rival)))])),
    ];

    private IEnumerable<SolverResult> TimedRivals => Rivals.OfType<SolverResult>().Where(rival => !SdpKitProgram.IsOwn(rival.First.Solver));

    private double? Least(Func<SolverResult, bool> condition) => TimedRivals.Where(condition).Min(rival => (double?)rival.WallSeconds);
}
