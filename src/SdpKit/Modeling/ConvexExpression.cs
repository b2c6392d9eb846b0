using System.Collections.Immutable;
using SdpKit.Modeling.Atoms;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Represents a convex scalar: an affine one and non-negative multiples of squares, norms and largest eigenvalues. Immutable and thread-safe.</summary>
/// <remarks><see cref="Expressions"/> makes them. They may be minimised, or bounded from above with <c>&lt;=</c>; whatever would not be convex does not compile or is refused.</remarks>
public sealed class ConvexExpression
{
    private readonly JoinedSequence<WeightedAtom> _atoms;

    internal ConvexExpression(SdpModel? model, AffineExpression affine, JoinedSequence<WeightedAtom> atoms) => (Model, Affine, _atoms) = (model, affine, atoms);

    /// <summary>Gets the model whose variables or parameters occur; null where there are none.</summary>
    internal SdpModel? Model { get; }

    internal AffineExpression Affine { get; }

    internal ImmutableArray<WeightedAtom> Atoms => _atoms.Elements;

    /// <summary>Says in one line what is in the expression.</summary>
    public override string ToString() => Atoms.IsEmpty
        ? Affine.ToString()
        : $"convex expression of {SymbolList.Of([Affine, .. Atoms.Select(atom => atom.Argument)])}, with {string.Join(", ", Atoms.GroupBy(atom => atom.Function).Select(group => group.Count() == 1 ? $"{group.Key}" : $"{group.Count()} x {group.Key}"))}";

    /// <summary>Makes a convex expression of an affine scalar.</summary>
    /// <param name="expression">A scalar expression.</param>
    /// <exception cref="ArgumentException">The expression is not a scalar.</exception>
    public static implicit operator ConvexExpression(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.IsScalar
            ? new ConvexExpression(expression.Model, expression, new([]))
            : throw new ArgumentException($"Expected a scalar, not a {expression.Shape} expression; Sum and Trace make scalars.", nameof(expression));
    }

    /// <summary>Computes the sum of two convex expressions.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="ArgumentException">The models differ.</exception>
    public static ConvexExpression operator +(ConvexExpression left, ConvexExpression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new ConvexExpression(AffineExpression.Common(left.Model, right.Model, "add"), left.Affine + right.Affine, left._atoms + right._atoms);
    }

    /// <summary>Adds an affine scalar.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An affine scalar.</param>
    /// <exception cref="ArgumentException">The models differ, or the right is not a scalar.</exception>
    public static ConvexExpression operator +(ConvexExpression left, AffineExpression right) => left + (ConvexExpression)right;

    /// <summary>Adds an affine scalar.</summary>
    /// <param name="left">An affine scalar.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="ArgumentException">The models differ, or the left is not a scalar.</exception>
    public static ConvexExpression operator +(AffineExpression left, ConvexExpression right) => (ConvexExpression)left + right;

    /// <summary>Subtracts an affine scalar.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An affine scalar; the negative of anything else would not be convex.</param>
    /// <exception cref="ArgumentException">The models differ, or the right is not a scalar.</exception>
    public static ConvexExpression operator -(ConvexExpression left, AffineExpression right)
    {
        ArgumentNullException.ThrowIfNull(right);
        return left + (ConvexExpression)(-right);
    }

    /// <summary>Computes a multiple.</summary>
    /// <param name="factor">A number that is not negative, a scalar parameter that is declared so (<see cref="Sign"/>), or a sum of multiples of these that is known not to be negative.</param>
    /// <param name="expression">An expression.</param>
    /// <exception cref="ArgumentException">The factor has variables, or is negative, or may be as far as its sign is known; or both have parameters.</exception>
    public static ConvexExpression operator *(AffineExpression factor, ConvexExpression expression)
    {
        ArgumentNullException.ThrowIfNull(factor);
        ArgumentNullException.ThrowIfNull(expression);
        SdpModel? model = AffineExpression.Common(factor.Model, expression.Model, "multiply");
        ImmutableArray<WeightedAtom> atoms = [.. expression.Atoms.Select(atom => atom.Times(factor))];
        return new ConvexExpression(model, factor * expression.Affine, new(atoms));
    }

    /// <summary>Requires that the expression is at most a bound. The dual of the constraint is that of the bound.</summary>
    /// <param name="expression">An expression.</param>
    /// <param name="bound">An affine scalar.</param>
    /// <exception cref="ArgumentException">The bound is not a scalar, or the models differ.</exception>
    public static Constraint operator <=(ConvexExpression expression, AffineExpression bound)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(bound);
        return bound.IsScalar
            ? new ConvexConstraint(expression, bound)
            : throw new ArgumentException($"Cannot bound a convex scalar by {bound.Shape}: expected a scalar.", nameof(bound));
    }

    /// <summary>Does not compile: a lower bound of a convex expression is not convex.</summary>
    /// <param name="expression">An expression.</param>
    /// <param name="bound">A bound.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete("The points where a convex expression is at least a bound are not a convex set; only <= is possible.", error: true)]
    public static Constraint operator >=(ConvexExpression expression, AffineExpression bound) => throw new NotSupportedException();
}
