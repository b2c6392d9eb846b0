using System.Globalization;

namespace SdpKit.Modeling.Translation;

/// <summary>Writes a model in the form with the fewer unknowns in the linear systems: x and multipliers of equalities.</summary>
internal static class FormChoice
{
    /// <summary>Translates a model, and says in a sentence what was built.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layout">Where its constraints are.</param>
    /// <param name="parameters">The values of the parameters.</param>
    /// <param name="wanted">The form that tests want; null for the smaller one.</param>
    public static (ITranslation Translation, string Description) Translate(ExpandedModel model, Layout layout, double[] parameters, ModelForm? wanted)
    {
        var ownership = new Ownership(model, layout);
        int equations = EquationWriter.EquationCount(model, layout, ownership);
        bool useEquations = wanted is null ? (long)equations + ownership.FreeCount < (long)model.VariableCount + layout.EqualityCount : wanted == ModelForm.Equation;
        string inequality = $"{Counted(model.VariableCount, "variable")} and {Counted(layout.EqualityCount, "equality", "equalities")}";
        string equation = $"{Counted(equations, "equation")} and {Counted(ownership.FreeCount, "free scalar")}";
        string blocks = string.Join(", ", layout.Blocks.GroupBy(block => block).Select(group =>
            string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {(group.Key.Kind == BlockKind.Diagonal ? "diagonal" : "semidefinite")} of order {group.Key.Order}")));
        string description = useEquations
            ? $"equation form with {equation} (the inequality form has {inequality}); blocks: {blocks}"
            : $"inequality form with {inequality} (the equation form has {equation}); blocks: {blocks}";
        return (useEquations ? EquationWriter.Write(model, layout, ownership, parameters) : InequalityWriter.Write(model, layout, parameters), description);
    }

    private static string Counted(int count, string one, string? several = null) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several ?? one + "s")}");
}
