using System.Collections.Immutable;

namespace SdpKit.Presolve.Dependencies;

/// <summary>
/// Finds z with sum z_i F_i = 0, Az = 0 and Qz = 0. Where c'z = 0 one variable of them is not needed; where it is not, moving along z makes the objective
/// fall for ever, so z or -z is a ray.
/// </summary>
internal static class DependentVariables
{
    /// <summary>Drops dependent variables, or proves that no Y is feasible.</summary>
    public static PresolvedProblem Apply(PresolvedProblem presolved, CancellationToken cancellationToken)
    {
        SdpProblem problem = presolved.Reduced;
        var finding = Finding.Of(problem, presolved.Analysis.Variables, source => VariableDependencies.Find(source, cancellationToken));
        presolved = presolved.Knowing(presolved.Analysis with { Variables = finding });
        (int[] candidates, SparseRows matrix, ImmutableArray<RowDependency> dependencies) = finding.Value;
        double[] objective = [.. candidates.Select(variable => problem.Objective[variable])];
        ImmutableArray<int>.Builder dropped = ImmutableArray.CreateBuilder<int>();
        foreach (RowDependency dependency in dependencies)
        {
            double slope = dependency.Combine(objective).Sum;
            switch (DependencyTest.Apply(dependency, matrix, objective))
            {
                case Consistency.Consistent:
                    dropped.Add(candidates[dependency.Spanned]);
                    break;
                case Consistency.Inconsistent:
                    return presolved.Proving(
                        new InfeasibilityRay.Dual(Ray(dependency, candidates, problem.VariableCount, -Math.Sign(slope))),
                        $"the dual problem is infeasible: a change of {PresolveNotes.Variables(dependency.Rows.Select(row => candidates[row]))} lowers the objective without bound and changes nothing else");
            }
        }

        if (dropped.Count == 0)
        {
            return presolved;
        }

        return presolved.With(
            new VariableSelection(problem, new Selection(problem.VariableCount, dropped)),
            $"fixed at 0, because others do the same: {PresolveNotes.Variables(dropped)}");
    }

    private static double[] Ray(RowDependency dependency, int[] variables, int variableCount, double sign)
    {
        var ray = new double[variableCount];
        for (int k = 0; k < dependency.Rows.Length; k++)
        {
            ray[variables[dependency.Rows[k]]] = sign * dependency.Weights[k];
        }

        return ray;
    }
}
