using System.Collections.Immutable;

namespace SdpKit.Presolve.Dependencies;

/// <summary>Represents the dependencies of variables of a problem, whatever its objective. Immutable.</summary>
/// <param name="Candidates">The variables that were tested.</param>
/// <param name="Matrix">A row for each of them, by <see cref="VariableMatrix"/>.</param>
/// <param name="Dependencies">Its dependencies.</param>
internal sealed record VariableDependencies(int[] Candidates, SparseRows Matrix, ImmutableArray<RowDependency> Dependencies)
{
    /// <summary>Finds the dependencies.</summary>
    public static VariableDependencies Find(SdpProblem problem, CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, problem.VariableCount)];
        int[] candidates = SingletonPeeling.Remaining(VariableMatrix.BuildDiagonals(problem, all));
        candidates = ExpansionBudget.Within(problem, candidates);
        SparseRows matrix = VariableMatrix.Build(problem, candidates);
        return new VariableDependencies(candidates, matrix, RowDependencies.Find(matrix, cancellationToken));
    }
}
