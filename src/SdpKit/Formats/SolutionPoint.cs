using System.Collections.Immutable;

namespace SdpKit.Formats;

/// <summary>Represents what a solution file holds: a point, with no claim about it. Not changed after it was made; its matrices are the caller's to share.</summary>
/// <param name="Variables">x, of length m.</param>
/// <param name="PrimalMatrix">X = sum x_i F_i - F_0.</param>
/// <param name="DualMatrix">Y.</param>
public sealed record SolutionPoint(ImmutableArray<double> Variables, SymmetricBlockMatrix PrimalMatrix, SymmetricBlockMatrix DualMatrix)
{
    /// <summary>Gets v, the multipliers of the linear equalities; empty where there are none or the format has no place for them.</summary>
    public ImmutableArray<double> EqualityMultipliers { get; init; } = [];

    /// <summary>Takes the point of a solution; the matrices are shared, not copied.</summary>
    /// <param name="solution">The solution.</param>
    /// <returns>The point.</returns>
    public static SolutionPoint From(SdpSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return new SolutionPoint([.. solution.Variables], solution.PrimalMatrix, solution.DualMatrix)
        {
            EqualityMultipliers = [.. solution.EqualityMultipliers],
        };
    }
}
