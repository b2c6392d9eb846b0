namespace SdpKit.Modeling.Translation;

/// <summary>Represents a model written as (P): every scalar of a variable is one x_i, a semidefinite constraint a block, an equality a row of A, squares the matrix Q. Immutable.</summary>
/// <param name="problem">The problem.</param>
internal sealed class InequalityForm(ParametricProblem problem) : ITranslation
{
    public ModelForm Form => ModelForm.Inequality;

    public ParametricProblem Problem => problem;

    public double[] Values(SdpSolution solution) => solution.Variables.ToArray();

    public SymmetricBlockMatrix ConeDuals(SdpSolution solution) => solution.DualMatrix;

    public double EqualityDual(SdpSolution solution, int equality) => solution.EqualityMultipliers[equality];
}
