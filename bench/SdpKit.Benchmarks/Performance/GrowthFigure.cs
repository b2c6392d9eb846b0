using SdpKit.Cli.Benchmarking;

namespace SdpKit.Benchmarks.Performance;

/// <summary>Represents what is measured of a process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The value of a result; 0 where it is not known.</param>
internal sealed record GrowthFigure(string Name, string Unit, Func<SolverResult, double> Value)
{
    /// <summary>Gets time and memory.</summary>
    public static IReadOnlyList<GrowthFigure> All { get; } =
    [
        new("time", "s", result => result.WallSeconds),
        new("memory", "MiB", result => (result.First.PeakMemoryBytes ?? 0) / (double)(1 << 20)),
    ];
}
