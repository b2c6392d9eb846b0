namespace SdpKit.Presolve.Scalars;

/// <summary>Finds scalar constraints with the same left-hand side up to its sign.</summary>
internal static class ParallelScalars
{
    /// <summary>A contradiction smaller than this, relative to 1 and the two bounds, may be rounding of the data.</summary>
    private const double ContradictionTolerance = 1e-9;

    /// <summary>Keeps the tightest, turns a'x >= b together with a'x &lt;= b into an equality, or proves that two contradict each other.</summary>
    public static PresolvedProblem Apply(PresolvedProblem presolved, CancellationToken cancellationToken)
    {
        SdpProblem problem = presolved.Reduced;
        if (problem.Blocks.IsEmpty || problem.Blocks[^1] is not { Kind: BlockKind.Diagonal, Order: > 1 })
        {
            return presolved;
        }

        var pairs = new List<(ScalarRow Row, ScalarRow Opposite)>();
        var implied = new List<(ScalarRow Row, ScalarRow Tightest)>();
        IEnumerable<ScalarRow> rows = ScalarRow.Of(problem.Coefficients[^1], problem.Blocks[^1].Order);
        foreach (IGrouping<ScalarRow, ScalarRow> parallel in rows.GroupBy(row => row, new ParallelComparer()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tightest = new List<ScalarRow>();
            foreach (IGrouping<double, ScalarRow> sameSign in parallel.GroupBy(row => row.Sign))
            {
                ScalarRow strongest = sameSign.MaxBy(row => row.Bound)!;
                tightest.Add(strongest);
                foreach (ScalarRow row in sameSign)
                {
                    if (row.Index != strongest.Index)
                    {
                        implied.Add((row, strongest));
                    }
                }
            }

            if (tightest is not [ScalarRow first, ScalarRow second])
            {
                continue;
            }

            double excess = first.Bound + second.Bound;
            if (excess == 0.0)
            {
                pairs.Add((first, second));
            }
            else if (excess > ContradictionTolerance * (1.0 + Math.Abs(first.Bound) + Math.Abs(second.Bound)))
            {
                return presolved.Proving(PairRay(problem, first, second), $"two scalar constraints on {PresolveNotes.Variables(first.Variables)} contradict each other");
            }
        }

        if (pairs.Count + implied.Count == 0)
        {
            return presolved;
        }

        var notes = new List<string>();
        if (implied.Count > 0)
        {
            notes.Add($"dropped {PresolveNotes.Count(implied.Count, "scalar constraint")} implied by a tighter one");
        }

        if (pairs.Count > 0)
        {
            notes.Add($"made {PresolveNotes.Count(pairs.Count, "equality", "equalities")} of pairs of opposite scalar constraints");
        }

        return presolved.With(new ScalarMerging(problem, [.. pairs], [.. implied]), [.. notes]);
    }

    /// <summary>Y = e_p e_p' + e_q e_q': the two left-hand sides cancel and &lt;F_0,Y> is what the two bounds exceed each other by.</summary>
    private static InfeasibilityRay.Primal PairRay(SdpProblem problem, ScalarRow first, ScalarRow second)
    {
        var matrix = new SymmetricBlockMatrix(problem.Blocks);
        matrix.Values(problem.Blocks.Length - 1)[first.Index] = 1.0;
        matrix.Values(problem.Blocks.Length - 1)[second.Index] = 1.0;
        return new InfeasibilityRay.Primal(matrix, new double[problem.Equalities.RowCount]);
    }
}
