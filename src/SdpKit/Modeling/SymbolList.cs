using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Names the variables and parameters of expressions, for a short line about them.</summary>
internal static class SymbolList
{
    /// <summary>So many names make a line long enough.</summary>
    private const int Most = 4;

    /// <summary>Lists the first names; "no variables" where there are none.</summary>
    public static string Of(params IEnumerable<AffineExpression> expressions)
    {
        string[] names = [.. expressions.SelectMany(expression => expression.Terms.SelectMany(term => Names(expression.Model!, term))).Distinct().Take(Most + 1)];
        return names.Length switch
        {
            0 => "no variables",
            <= Most => string.Join(", ", names),
            _ => string.Join(", ", names.Take(Most)) + ", ...",
        };
    }

    private static IEnumerable<string> Names(SdpModel model, Term term) => term is ProductTerm product
        ? Names(model, product.Variable.First, product.Parameter)
        : ((EntriesTerm)term).SelectMany(entry => Names(model, entry.Variable, entry.Parameter));

    private static IEnumerable<string> Names(SdpModel model, int variable, int parameter)
    {
        if (variable >= 0)
        {
            yield return model.NameOf(variable);
        }

        if (parameter >= 0)
        {
            yield return model.ParameterOf(parameter).Name;
        }
    }
}
