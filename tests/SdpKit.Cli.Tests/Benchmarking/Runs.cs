using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

/// <summary>Makes measured runs for tests.</summary>
internal static class Runs
{
    public static MeasuredRun Answered(string problem, string solver, double seconds, double error = 1e-9, int repeat = 0) => new()
    {
        Problem = problem,
        Solver = solver,
        Version = "1.0",
        Threads = 2,
        Repeat = repeat,
        VariableCount = 6,
        MatrixOrder = 13,
        Outcome = RunOutcome.Answered,
        WallSeconds = seconds,
        SolveSeconds = (solver.StartsWith("sdpkit", StringComparison.Ordinal) ? 0.5 : 0.75) * seconds,
        Iterations = 12,
        PeakMemoryBytes = 32 << 20,
        Status = solver == "sdpkit" ? "Optimal" : "pdOPT",
        Objective = -9.0,
        DualObjective = -9.0,
        DimacsErrors = [0.0, 0.0, error, 0.0, -0.5 * error, 0.0],
        LoadAverage = 0.25,
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    public static MeasuredRun TimedOut(string problem, string solver, double limit) => Answered(problem, solver, limit) with
    {
        Outcome = RunOutcome.TimeLimit,
        LimitSeconds = limit,
        SolveSeconds = null,
        DimacsErrors = null,
        Status = null,
    };
}
