using System.Collections.Immutable;

namespace SdpKit.Presolve.Dependencies;

/// <summary>Finds w with A'w = 0. Where b'w = 0 one equality of them is not needed; where it is not, Y = 0 with w or -w is a ray.</summary>
internal static class DependentEqualities
{
    /// <summary>Drops dependent equalities, or proves that no x is feasible.</summary>
    public static PresolvedProblem Apply(PresolvedProblem presolved, CancellationToken cancellationToken)
    {
        SdpProblem problem = presolved.Reduced;
        var finding = Finding.Of(problem, presolved.Analysis.Equalities, source => RowDependencies.Find(source.Equalities, cancellationToken));
        presolved = presolved.Knowing(presolved.Analysis with { Equalities = finding });
        ReadOnlySpan<double> rightHandSide = problem.EqualityRightHandSide;
        ImmutableArray<int>.Builder dropped = ImmutableArray.CreateBuilder<int>();
        foreach (RowDependency dependency in finding.Value)
        {
            double violation = dependency.Combine(rightHandSide).Sum;
            switch (DependencyTest.Apply(dependency, problem.Equalities, rightHandSide))
            {
                case Consistency.Consistent:
                    dropped.Add(dependency.Spanned);
                    break;
                case Consistency.Inconsistent:
                    return presolved.Proving(Ray(problem, dependency, Math.Sign(violation)), $"no x satisfies these together: {PresolveNotes.Equalities(dependency.Rows)}");
            }
        }

        if (dropped.Count == 0)
        {
            return presolved;
        }

        return presolved.With(
            new EqualitySelection(problem, new Selection(problem.Equalities.RowCount, dropped)),
            $"dropped, because it follows from others: {PresolveNotes.Equalities(dropped)}");
    }

    private static InfeasibilityRay.Primal Ray(SdpProblem problem, RowDependency dependency, double sign)
    {
        var multipliers = new double[problem.Equalities.RowCount];
        for (int k = 0; k < dependency.Rows.Length; k++)
        {
            multipliers[dependency.Rows[k]] = sign * dependency.Weights[k];
        }

        return new InfeasibilityRay.Primal(new SymmetricBlockMatrix(problem.Blocks), multipliers);
    }
}
