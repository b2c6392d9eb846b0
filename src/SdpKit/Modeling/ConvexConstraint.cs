namespace SdpKit.Modeling;

/// <summary>Represents that a convex expression is at most an affine bound.</summary>
internal sealed class ConvexConstraint(ConvexExpression expression, AffineExpression bound) : Constraint
{
    /// <summary>Gets the convex side.</summary>
    public ConvexExpression Expression { get; } = expression;

    /// <summary>Gets the affine side.</summary>
    public AffineExpression Bound { get; } = bound;

    internal override SdpModel? Model { get; } = AffineExpression.Common(expression.Model, bound.Model, "compare");

    public override string ToString() => $"{Expression} <= {Bound}";
}
