namespace SdpKit.Modeling.Translation;

/// <summary>Represents a model written as (P): every scalar of a variable is one x_i, a semidefinite constraint a block, an equality a row of A, squares the matrix Q. Immutable.</summary>
/// <param name="parametric">The problem.</param>
internal sealed class InequalityForm(ParametricProblem parametric) : ITranslation
{
    public ModelForm Form => ModelForm.Inequality;

    public ParametricProblem Problem => parametric;

    public double[] Values(SdpSolution solution) => solution.Variables.ToArray();

    public SymmetricBlockMatrix ConeDuals(SdpProblem problem, SdpSolution solution) => solution.DualMatrix;

    public double EqualityDual(SdpSolution solution, int equality) => solution.EqualityMultipliers[equality];
}
