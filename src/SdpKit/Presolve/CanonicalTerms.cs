using System.Collections.Immutable;

namespace SdpKit.Presolve;

/// <summary>
/// Writes each coefficient matrix in the form that is cheapest to work with, one term a variable and block: rank-one matrices as products, dense matrices that
/// are mostly zero as entries, several terms of one variable as one.
/// </summary>
internal static class CanonicalTerms
{
    /// <summary>Rewrites the terms of all semidefinite blocks.</summary>
    public static PresolvedProblem Apply(PresolvedProblem presolved, CancellationToken cancellationToken)
    {
        SdpProblem problem = presolved.Reduced;
        var rewritten = ImmutableArray.CreateBuilder<BlockCoefficients>(problem.Blocks.Length);
        var notes = new List<string>();
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            BlockCoefficients before = problem.Coefficients[b];
            BlockCoefficients after = problem.Blocks[b].Kind == BlockKind.Diagonal ? before : TermRewriting.Apply(before, problem.Blocks[b].Order);
            rewritten.Add(after);
            int found = after.LowRankTerms.Select(term => term.Variable).Except(before.LowRankTerms.Select(term => term.Variable)).Count();
            if (found > 0)
            {
                notes.Add($"kept {PresolveNotes.Count(found, "coefficient matrix", "coefficient matrices")} of order {problem.Blocks[b].Order} as products, of rank one");
            }
        }

        return rewritten.SequenceEqual(problem.Coefficients)
            ? presolved
            : presolved.Rewritten(problem.WithBlocks(problem.Blocks, rewritten.MoveToImmutable()), [.. notes]);
    }
}
