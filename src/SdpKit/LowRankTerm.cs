using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Represents a coefficient U diag(d) U' of one variable in one block. Immutable and thread-safe.</summary>
/// <param name="Variable">The variable, or <see cref="SdpProblem.Constant"/>.</param>
/// <param name="Factor">U, n x r, column by column.</param>
/// <param name="Weights">d, of length r.</param>
public sealed record LowRankTerm(int Variable, ImmutableArray<double> Factor, ImmutableArray<double> Weights)
{
    /// <summary>Gets the rank r.</summary>
    public int Rank => Weights.Length;
}
