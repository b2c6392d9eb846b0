using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Represents a coefficient U diag(d) U' of one variable in one block. Immutable and thread-safe; equal to another with equal U and d.</summary>
/// <param name="Variable">The variable, or <see cref="SdpProblem.Constant"/>.</param>
/// <param name="Factor">U, n x r, column by column.</param>
/// <param name="Weights">d, of length r.</param>
public sealed record LowRankTerm(int Variable, ImmutableArray<double> Factor, ImmutableArray<double> Weights)
{
    /// <summary>Gets the rank r.</summary>
    public int Rank => Weights.Length;

    /// <summary>Says whether another term is of the same variable and has equal U and d.</summary>
    /// <param name="other">The other term.</param>
    public bool Equals(LowRankTerm? other) =>
        other is not null && Variable == other.Variable && EqualArrays.Are(Factor, other.Factor) && EqualArrays.Are(Weights, other.Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Variable, EqualArrays.HashCodeOf(Factor), EqualArrays.HashCodeOf(Weights));
}
