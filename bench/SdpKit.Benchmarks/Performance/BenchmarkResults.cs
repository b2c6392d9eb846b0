using System.Collections.Immutable;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Benchmarks.Performance;

/// <summary>Reads what <c>sdpkit bench</c> measured on generated problems: the newest version of each solver, as whole processes.</summary>
internal static class BenchmarkResults
{
    /// <summary>The solvers that are compared, SdpKit first.</summary>
    public static IReadOnlyList<string> Solvers { get; } = ["sdpkit", .. Rivals.Names];

    /// <summary>Reads results.jsonl in a folder of results.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static ImmutableArray<ProblemComparison> Read(string folder)
    {
        string file = Path.Combine(folder, "results.jsonl");
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"{file} is missing; measure first: sdpkit bench PROBLEMS --rival csdp --rival sdpa --out {folder}");
        }

        IReadOnlyList<MeasuredRun> runs = ResultLog.Resume(file).Runs;
        Dictionary<string, string> newest = runs.GroupBy(run => run.Solver).ToDictionary(solver => solver.Key, solver => solver.MaxBy(run => run.StartedAt)!.Version);
        return ProblemComparison.Of(runs.Where(run => run.Version == newest[run.Solver]), Rivals.Names);
    }

    /// <summary>Gets the result of the solver of a number in <see cref="Solvers"/>; null where its answer does not count or was not waited for.</summary>
    public static SolverResult? Counted(this ProblemComparison problem, int solver) =>
        (solver == 0 ? problem.SdpKit : problem.Rivals[solver - 1]) is { Counts: true } result ? result : null;
}
