namespace SdpKit.Presolve;

/// <summary>Keeps some of the variables; the others do nothing that these cannot do, so they are 0.</summary>
internal sealed class VariableSelection(SdpProblem problem, Selection kept) : PresolveStep(Reduce(problem, kept))
{
    /// <inheritdoc/>
    public override double[] RestoreVariables(double[] variables, CancellationToken cancellationToken) => kept.Spread(variables);

    private static SdpProblem Reduce(SdpProblem problem, Selection kept) => new(
        kept.Pick(problem.Objective),
        problem.Blocks,
        [.. problem.Coefficients.Select(coefficients => Reduce(coefficients, kept))],
        Selection.Pick(problem.Equalities, Selection.All(problem.Equalities.RowCount), kept),
        problem.EqualityRightHandSide.ToArray(),
        Selection.Pick(problem.Quadratic, kept, kept));

    private static BlockCoefficients Reduce(BlockCoefficients coefficients, Selection kept)
    {
        var list = new SparseTermList();
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            if (NewIndex(coefficients.Variables[t], kept) is not int variable)
            {
                continue;
            }

            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                list.Add(variable, coefficients.Rows[k], coefficients.Columns[k], coefficients.Values[k]);
            }
        }

        return list.Build(
            [.. coefficients.LowRankTerms.Where(term => NewIndex(term.Variable, kept) is not null).Select(term => term with { Variable = NewIndex(term.Variable, kept)!.Value })],
            [.. coefficients.DenseTerms.Where(term => NewIndex(term.Variable, kept) is not null).Select(term => term with { Variable = NewIndex(term.Variable, kept)!.Value })]);
    }

    private static int? NewIndex(int variable, Selection kept) =>
        variable == SdpProblem.Constant ? variable
        : kept[variable] >= 0 ? kept[variable]
        : null;
}
