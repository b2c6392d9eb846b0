namespace SdpKit.Modeling.Atoms;

/// <summary>Represents a non-negative multiple of a convex function of an affine expression.</summary>
/// <param name="Function">The function.</param>
/// <param name="Argument">What it is applied to.</param>
/// <param name="Weight">The factor, a scalar without variables that is at least 0 at all values that its parameters may take.</param>
internal sealed record WeightedAtom(ConvexFunction Function, AffineExpression Argument, AffineExpression Weight)
{
    /// <summary>Makes a multiple; it is refused where that is not known to be convex. This is the only place where a factor comes to a convex function.</summary>
    public WeightedAtom Times(AffineExpression factor)
    {
        SignTest.RequireNonNegative(factor);
        return this with { Weight = factor * Weight };
    }
}
