using System.Collections.Immutable;
using SdpKit.Verification;

namespace SdpKit.Modeling.Translation;

/// <summary>
/// Represents a model written as (D): the semidefinite and scalar inequalities are Y, with the variables that <see cref="Ownership"/> finds in them; other scalars are v; and each
/// equality, each entry of Y that is something else than a variable, and each square is an equation, so that it has an x. Immutable.
/// </summary>
/// <param name="parametric">The problem.</param>
/// <param name="variableCount">The number of scalars of the expanded model.</param>
/// <param name="owners">Where in Y variables are, by ascending scalars.</param>
internal sealed class EquationForm(ParametricProblem parametric, int variableCount, ImmutableArray<Owner> owners) : ITranslation
{
    public ModelForm Form => ModelForm.Equation;

    public ParametricProblem Problem => parametric;

    public double[] Values(SdpSolution solution)
    {
        // Along a ray Y changes as the variables do, without the constants beside them.
        bool isDirection = solution.Status == SolveStatus.PrimalInfeasible;
        var values = new double[variableCount];
        int scalar = 0;
        foreach (Owner owner in owners)
        {
            solution.EqualityMultipliers[(owner.FreeBefore - (owner.View.First - scalar))..owner.FreeBefore].CopyTo(values.AsSpan(scalar));
            for (scalar = owner.View.First; scalar < owner.View.First + owner.View.Count; scalar++)
            {
                (int row, int column, double constant) = owner.Place(scalar);
                values[scalar] = (solution.DualMatrix[owner.Block, row, column] - (isDirection ? 0.0 : constant)) / owner.Scale;
            }
        }

        solution.EqualityMultipliers[^(values.Length - scalar)..].CopyTo(values.AsSpan(scalar));
        return values;
    }

    /// <summary>X; along a ray the multipliers are those of the variables alone, without F_0.</summary>
    public SymmetricBlockMatrix ConeDuals(SdpProblem problem, SdpSolution solution) => solution.Status == SolveStatus.DualInfeasible
        ? PrimalSlack.Homogeneous(problem, [0.0, .. solution.Variables], new ParallelOptions { MaxDegreeOfParallelism = 1 })
        : solution.PrimalMatrix;

    public double EqualityDual(SdpSolution solution, int equality) => -solution.Variables[equality];
}
