using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Represents where the time of a solve went. Immutable and thread-safe.</summary>
public sealed record SolveStatistics
{
    /// <summary>Gets the number of interior-point iterations, those in higher precision included.</summary>
    public int Iterations { get; init; }

    /// <summary>Gets the wall-clock time of the solve, without reading the file.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Gets the number of threads used.</summary>
    public int Threads { get; init; }

    /// <summary>Gets the time spent in each part of the solve.</summary>
    public PhaseTimes Phases { get; init; } = new();

    /// <summary>Gets the iterations in order, the starting point first; empty where the solve ended before it had one, because presolve settled the problem or a limit was reached.</summary>
    public ImmutableArray<IterationReport> History { get; init; } = [];

    /// <summary>Gets the vector instructions the kernels used: Vector512, Vector256, Vector128 or Scalar.</summary>
    public string InstructionSet { get; init; } = "";

    /// <summary>Gets the name of the library that large dense operations were left to, or null for SdpKit's own kernels.</summary>
    public string? Backend { get; init; }
}
