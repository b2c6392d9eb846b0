using System.Collections.Immutable;

namespace SdpKit.Formats;

/// <summary>Represents a problem that was read from a file. Immutable and thread-safe.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Warnings">Sentences about what is legal but looks like a mistake, such as an entry that is given twice, and about what was passed over; usually none.</param>
/// <remarks>A format with another standard form (CBF, SeDuMi) is translated; docs/file-formats.md says where its variables are then.</remarks>
public sealed record ProblemFile(SdpProblem Problem, ImmutableArray<string> Warnings)
{
    /// <summary>Gets by what the optimal value of <see cref="Problem"/> is to be multiplied for that of the file: -1 where the file's own form maximizes what the problem minimizes, otherwise 1.</summary>
    public double ObjectiveFactor { get; init; } = 1.0;

    /// <summary>Gets what is to be added then: the constant of the file's objective.</summary>
    public double ObjectiveOffset { get; init; }
}
