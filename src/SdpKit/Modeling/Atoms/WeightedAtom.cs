using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Atoms;

/// <summary>Represents a non-negative multiple of a convex function of an affine expression.</summary>
/// <param name="Function">The function.</param>
/// <param name="Argument">What it is applied to.</param>
/// <param name="Weight">The factor, at least 0; with a parameter, what multiplies the parameter.</param>
/// <param name="Parameter">The parameter that multiplies; -1 for none.</param>
internal sealed record WeightedAtom(ConvexFunction Function, AffineExpression Argument, double Weight, int Parameter)
{
    /// <summary>Makes a multiple.</summary>
    public WeightedAtom Times(AffineExpression factor)
    {
        (double weight, int parameter) = factor switch
        {
            { IsScalar: true, IsConstant: true } => (factor.Number, -1),
            { IsScalar: true, ConstantPart.EntryCount: 0, Terms: [EntriesTerm and [{ Variable: < 0 } entry]] } => (entry.Value, entry.Parameter),
            _ => throw new ArgumentException($"Cannot multiply a convex expression by a {factor}: expected a number or a scalar parameter."),
        };
        if (weight < 0.0)
        {
            throw new ArgumentException($"Cannot multiply a convex expression by {weight}: the product is not convex.");
        }

        return parameter >= 0 && Parameter >= 0
            ? throw new ArgumentException("Cannot multiply a convex expression by two parameters: make a parameter of the product.")
            : this with { Weight = weight * Weight, Parameter = Math.Max(parameter, Parameter) };
    }
}
