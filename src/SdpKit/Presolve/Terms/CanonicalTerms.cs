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
            : [.. problem.Coefficients.Select((coefficients, b) => RewriteConstant(coefficients, problem.Blocks[b], finding.Source.Coefficients[b], finding.Value[b], cancellationToken))];
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

    /// <summary>Rewrites the terms of a block whose F_1..F_m are known in both forms; returns the same object where they are as they should be.</summary>
    private static BlockCoefficients RewriteConstant(
        BlockCoefficients coefficients, SdpBlock block, BlockCoefficients known, BlockCoefficients knownRewritten, CancellationToken cancellationToken)
    {
        BlockCoefficients constant = BlockCoefficients.Join(coefficients, BlockCoefficients.Empty);
        BlockCoefficients rewritten = Rewrite(constant, block, cancellationToken);
        return rewritten == constant && knownRewritten == known ? coefficients : BlockCoefficients.Join(rewritten, knownRewritten);
    }

    private static BlockCoefficients Rewrite(BlockCoefficients coefficients, SdpBlock block, CancellationToken cancellationToken) =>
        block.Kind == BlockKind.Diagonal ? coefficients : TermRewriting.Apply(coefficients, block.Order, cancellationToken);
}
