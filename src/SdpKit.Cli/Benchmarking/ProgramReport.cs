namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents what a solver says about its own run; null where it does not say.</summary>
/// <param name="Status">How it names its end.</param>
/// <param name="Iterations">The number of iterations.</param>
/// <param name="SolveSeconds">The seconds of the solve alone, without reading and writing: SdpKit's solve, CSDP's total time, SDPA's main loop.</param>
/// <param name="PeakMemoryBytes">The largest resident memory.</param>
/// <param name="Phases">The seconds of each phase of the solve.</param>
internal sealed record ProgramReport(
    string? Status, int? Iterations, double? SolveSeconds = null, long? PeakMemoryBytes = null, IReadOnlyDictionary<string, double>? Phases = null);
