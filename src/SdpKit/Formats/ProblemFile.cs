using System.Collections.Immutable;

namespace SdpKit.Formats;

/// <summary>Represents a problem that was read from a file. Immutable and thread-safe.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Warnings">Sentences about what is legal but looks like a mistake, such as an entry that is given twice; usually none.</param>
public sealed record ProblemFile(SdpProblem Problem, ImmutableArray<string> Warnings);
