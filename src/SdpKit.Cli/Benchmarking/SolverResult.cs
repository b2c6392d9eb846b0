namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents all runs of one solver on one problem.</summary>
/// <param name="Outcome">The worst of the runs' outcomes.</param>
/// <param name="Counts">Whether the checker takes the answer of every run.</param>
/// <param name="WallSeconds">The median time; at the time limit a lower bound.</param>
/// <param name="SolveSeconds">The median of the solve times that the solver states; null where it states none.</param>
/// <param name="First">The first run, which stands for the figures that no repetition changes.</param>
internal sealed record SolverResult(RunOutcome Outcome, bool Counts, double WallSeconds, double? SolveSeconds, MeasuredRun First)
{
    /// <summary>Gathers the runs, or null where there are none.</summary>
    public static SolverResult? Of(IEnumerable<MeasuredRun> runs)
    {
        MeasuredRun[] all = [.. runs];
        return all.Length == 0
            ? null
            : new SolverResult(
                all.Max(run => run.Outcome),
                all.All(run => run.Counts()),
                Averages.Median(all.Select(run => run.WallSeconds))!.Value,
                Averages.Median(all.Select(run => run.SolveSeconds).OfType<double>()),
                all[0]);
    }
}
