using System.Collections.Immutable;

namespace SdpKit.Presolve.Terms;

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
        var finding = Finding.Of(problem, presolved.Analysis.Terms, source => Rewrite(source, cancellationToken));
        presolved = presolved.Knowing(presolved.Analysis with { Terms = finding });
        ImmutableArray<BlockCoefficients> rewritten = problem.Coefficients == finding.Source.Coefficients
            ? finding.Value
            : [.. finding.Value.Select((terms, b) => BlockCoefficients.Join(RewriteConstant(problem, b, cancellationToken), terms))];
        var notes = new List<string>();
        for (int b = 0; b < rewritten.Length; b++)
        {
            int found = rewritten[b].LowRankTerms.Select(term => term.Variable).Except(problem.Coefficients[b].LowRankTerms.Select(term => term.Variable)).Count();
            if (found > 0)
            {
                notes.Add($"kept {PresolveNotes.Count(found, "coefficient matrix", "coefficient matrices")} of order {problem.Blocks[b].Order} as products, of rank one");
            }
        }

        return rewritten.SequenceEqual(problem.Coefficients)
            ? presolved
            : presolved.Rewritten(problem.WithBlocks(problem.Blocks, rewritten), [.. notes]);
    }

    private static ImmutableArray<BlockCoefficients> Rewrite(SdpProblem problem, CancellationToken cancellationToken)
    {
        var rewritten = ImmutableArray.CreateBuilder<BlockCoefficients>(problem.Blocks.Length);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            rewritten.Add(Rewrite(problem.Coefficients[b], problem.Blocks[b], cancellationToken));
        }

        return rewritten.MoveToImmutable();
    }

    private static BlockCoefficients RewriteConstant(SdpProblem problem, int block, CancellationToken cancellationToken) =>
        Rewrite(BlockCoefficients.Join(problem.Coefficients[block], BlockCoefficients.Empty), problem.Blocks[block], cancellationToken);

    private static BlockCoefficients Rewrite(BlockCoefficients coefficients, SdpBlock block, CancellationToken cancellationToken) =>
        block.Kind == BlockKind.Diagonal ? coefficients : TermRewriting.Apply(coefficients, block.Order, cancellationToken);
}
