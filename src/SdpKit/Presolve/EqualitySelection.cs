namespace SdpKit.Presolve;

/// <summary>Keeps some of the equalities Ax = b; the others follow from them, so their multipliers may be 0.</summary>
internal sealed class EqualitySelection(SdpProblem problem, Selection kept) : PresolveStep(Reduce(problem, kept))
{
    /// <inheritdoc/>
    public override (SymmetricBlockMatrix Matrix, double[] Multipliers) RestoreDual(SymmetricBlockMatrix matrix, double[] multipliers) =>
        (matrix, kept.Spread(multipliers));

    private static SdpProblem Reduce(SdpProblem problem, Selection kept) => problem.WithEqualities(
        Selection.Pick(problem.Equalities, kept, Selection.All(problem.VariableCount)),
        kept.Pick(problem.EqualityRightHandSide));
}
