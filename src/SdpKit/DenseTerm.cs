using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Represents a dense coefficient of one variable in one block. Immutable and thread-safe; equal to another with equal values.</summary>
/// <param name="Variable">The variable, or <see cref="SdpProblem.Constant"/>.</param>
/// <param name="Values">The symmetric n x n matrix, column by column, both triangles.</param>
public sealed record DenseTerm(int Variable, ImmutableArray<double> Values)
{
    /// <summary>Says whether another term is of the same variable and has equal values.</summary>
    /// <param name="other">The other term.</param>
    public bool Equals(DenseTerm? other) => other is not null && Variable == other.Variable && EqualArrays.Are(Values, other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Variable, EqualArrays.HashCodeOf(Values));
}
