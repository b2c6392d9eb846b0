using System.Collections.Immutable;

namespace SdpKit.Presolve.Faces;

/// <summary>
/// Finds a variable i that forces Y onto a face: c_i = 0 and F_i = d uu' with d > 0 alone, so &lt;F_i,Y> = 0 makes Yu = 0 and Y = PY'P' with P orthogonal to u.
/// </summary>
/// <remarks>
/// Without an interior on the side of Y, the optimal x_i is infinite and the method loses half its digits (graph partitioning: e'Ye = 0). The reduced
/// problem has neither x_i nor u (Borwein and Wolkowicz 1981; Permenter and Parrilo, "Partial facial reduction", 2018).
/// </remarks>
internal static class FacialReduction
{
    /// <summary>The rank above which a coefficient matrix is restricted as a dense matrix.</summary>
    private const int LargestRank = 8;

    /// <summary>Reduces each semidefinite block for which there is such a variable, once.</summary>
    public static PresolvedProblem Apply(PresolvedProblem presolved, CancellationToken cancellationToken)
    {
        for (int b = 0; b < presolved.Reduced.Blocks.Length; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SdpProblem problem = presolved.Reduced;
            if (problem.Blocks[b] is not { Kind: BlockKind.PositiveSemidefinite, Order: > 2 } || Exposing(problem, b) is not { } term)
            {
                continue;
            }

            var basis = new FaceBasis(term.Factor.AsSpan(), problem.Coefficients[b]);
            if (IsWorthwhile(problem, b, basis))
            {
                presolved = presolved.With(
                    new FaceRestriction(problem, b, term, basis),
                    $"{PresolveNotes.Variables([term.Variable])} forces Y of block {b + 1} onto a face of order {problem.Blocks[b].Order - 1}");
            }
        }

        return presolved;
    }

    private static LowRankTerm? Exposing(SdpProblem problem, int block)
    {
        foreach (LowRankTerm term in problem.Coefficients[block].LowRankTerms)
        {
            int variable = term.Variable;
            if (variable != SdpProblem.Constant
                && term.Rank == 1
                && term.Weights[0] > 0.0
                && problem.Objective[variable] == 0.0
                && problem.Quadratic.Columns(variable).IsEmpty
                && problem.Coefficients.Sum(coefficients => Occurrences(coefficients, variable)) == 1
                && !OccursInEqualities(problem, variable))
            {
                return term;
            }
        }

        return null;
    }

    /// <summary>What touches the axis becomes full, so it must be the constant or stay of low rank.</summary>
    private static bool IsWorthwhile(SdpProblem problem, int block, FaceBasis basis)
    {
        BlockCoefficients coefficients = problem.Coefficients[block];
        if (coefficients.DenseTerms.Any(term => term.Variable != SdpProblem.Constant))
        {
            return false;
        }

        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            if (coefficients.Variables[t] != SdpProblem.Constant
                && coefficients.Starts[t + 1] - coefficients.Starts[t] > LargestRank / 2
                && FaceRestriction.Touches(coefficients, t, basis.Axis))
            {
                return false;
            }
        }

        return true;
    }

    private static int Occurrences(BlockCoefficients coefficients, int variable) =>
        (coefficients.Variables.BinarySearch(variable) >= 0 ? 1 : 0)
        + coefficients.LowRankTerms.Count(term => term.Variable == variable)
        + coefficients.DenseTerms.Count(term => term.Variable == variable);

    private static bool OccursInEqualities(SdpProblem problem, int variable)
    {
        for (int row = 0; row < problem.Equalities.RowCount; row++)
        {
            if (problem.Equalities.Columns(row).BinarySearch(variable) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
