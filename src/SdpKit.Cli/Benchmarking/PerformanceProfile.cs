using System.Collections.Immutable;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents one solver's curve of a performance profile.</summary>
/// <param name="Solver">The solver's name.</param>
/// <param name="Ratios">Its times over the best time, problem by problem where it solved, in ascending order; at least 1.</param>
/// <param name="ProblemCount">The number of problems, solved or not.</param>
/// <remarks>E. D. Dolan and J. J. More, "Benchmarking optimization software with performance profiles", Math. Program. 91 (2002).</remarks>
internal sealed record PerformanceProfile(string Solver, ImmutableArray<double> Ratios, int ProblemCount)
{
    /// <summary>Computes the fraction of all problems that the solver solves within a multiple of the best time.</summary>
    public double FractionWithin(double multiple) => (double)Ratios.Count(ratio => ratio <= multiple) / ProblemCount;

    /// <summary>Computes the curves of several solvers.</summary>
    /// <param name="solvers">The solvers' names.</param>
    /// <param name="times">For each problem, the solvers' times in the same order; null where one did not solve it.</param>
    public static ImmutableArray<PerformanceProfile> Of(IReadOnlyList<string> solvers, IReadOnlyList<double?[]> times) =>
    [
        .. solvers.Select((solver, s) => new PerformanceProfile(
            solver,
            [.. times.Where(row => row[s] is not null).Select(row => row[s]!.Value / row.Min()!.Value).Order()],
            times.Count)),
    ];
}
