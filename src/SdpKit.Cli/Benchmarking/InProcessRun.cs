using System.Diagnostics;
using SdpKit.Cli.Output;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Measures one call of the solver inside this process, as a program that uses the library sees it.</summary>
internal static class InProcessRun
{
    /// <summary>The name of these runs in the results file.</summary>
    public const string Solver = "sdpkit-in-process";

    /// <summary>Solves twice and measures the second time: the first compiles the code where that is done at run time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MeasuredRun Measure(string version, LoadedProblem problem, int threads, int repeat, CancellationToken cancellationToken)
    {
        SdpProblem data = problem.Problem;
        SolverSettings settings = new() { Threads = threads };
        SdpSolver.Solve(data, settings, progress: null, cancellationToken);

        double? load = LoadAverage.Read();
        DateTimeOffset startedAt = DateTimeOffset.UtcNow;
        Stopwatch watch = Stopwatch.StartNew();
        SdpSolution solution = SdpSolver.Solve(data, settings, progress: null, cancellationToken);
        TimeSpan wallTime = watch.Elapsed;
        cancellationToken.ThrowIfCancellationRequested();
        return new MeasuredRun
        {
            Problem = problem.Name,
            Solver = Solver,
            Version = version,
            Threads = threads,
            Repeat = repeat,
            VariableCount = data.VariableCount,
            MatrixOrder = data.Blocks.Sum(block => (long)block.Order),
            Outcome = RunOutcome.Answered,
            WallSeconds = wallTime.TotalSeconds,
            SolveSeconds = solution.Statistics.Elapsed.TotalSeconds,
            Phases = PhaseSeconds.Of(solution.Statistics.Phases).ToDictionary(),
            Iterations = solution.Statistics.Iterations,
            Status = solution.Status.ToString(),
            Objective = solution.Errors is null ? null : solution.Objective,
            DualObjective = solution.Errors is null ? null : solution.DualObjective,
            DimacsErrors = solution.Errors?.ToArray(),
            RayResidual = solution.CertificateResidual,
            LoadAverage = load,
            StartedAt = startedAt,
        };
    }
}
