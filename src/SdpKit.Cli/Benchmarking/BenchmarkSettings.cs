using System.Collections.Immutable;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents what a benchmark measures and how.</summary>
internal sealed record BenchmarkSettings
{
    public required SolverProgram SdpKit { get; init; }

    public ImmutableArray<SolverProgram> Rivals { get; init; } = [];

    public required int Threads { get; init; }

    /// <summary>Gets how often a run that takes less than <see cref="ShortRunSeconds"/> is measured; longer ones are measured once.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Gets the limit of each run, or null for none.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The time below which a run is repeated.</summary>
    public const double ShortRunSeconds = 1.0;

    /// <summary>The time below which SdpKit's solve is measured inside this process too: compiling the code at run time takes some tenths of a second of it.</summary>
    public const double ColdSolveSeconds = 10.0;

    /// <summary>Computes the limit of a rival's run where another rival has an answer already: only the faster of the two matters.</summary>
    /// <param name="answeredSeconds">The time of the fastest rival whose answer counts, or null where there is none yet.</param>
    public TimeSpan? RivalLimit(double? answeredSeconds)
    {
        if (answeredSeconds is not { } seconds)
        {
            return TimeLimit;
        }

        TimeSpan enough = TimeSpan.FromSeconds(Math.Max(60.0, 1.2 * seconds));
        return enough < TimeLimit || TimeLimit is null ? enough : TimeLimit;
    }
}
