using System.Collections.Immutable;

namespace SdpKit.Formats;

/// <summary>Represents what a solution file holds: a point, with no claim about it. Not changed after it was made; its matrices are the caller's to share.</summary>
/// <remarks>The multipliers v of linear equalities are not part of it: no solution format has a place for them.</remarks>
/// <param name="Variables">x, of length m.</param>
/// <param name="PrimalMatrix">X = sum x_i F_i - F_0.</param>
/// <param name="DualMatrix">Y.</param>
public sealed record SolutionPoint(ImmutableArray<double> Variables, SymmetricBlockMatrix PrimalMatrix, SymmetricBlockMatrix DualMatrix)
{
    /// <summary>Takes the point of a solution; the matrices are shared, not copied.</summary>
    /// <param name="solution">The solution.</param>
    /// <returns>The point.</returns>
    public static SolutionPoint From(SdpSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return new SolutionPoint([.. solution.Variables], solution.PrimalMatrix, solution.DualMatrix);
    }
}
