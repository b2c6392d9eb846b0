namespace SdpKit.Modeling;

/// <content>Comparisons, which make constraints.</content>
public partial class AffineExpression
{
    private const string Strict = "A strict inequality has no closed set of solutions, so an optimum need not exist. Use >= or >> with a margin, such as p >> 1e-6 * Identity(n).";

    /// <summary>Requires that left - right is positive semidefinite.</summary>
    /// <param name="left">A symmetric expression.</param>
    /// <param name="right">A symmetric expression of the same order, or 0.</param>
    /// <exception cref="ArgumentException">The shapes differ, or left - right is not symmetric.</exception>
    public static Constraint operator >>(AffineExpression left, AffineExpression right) => new ConeConstraint(ConstraintKind.Semidefinite, left, right, ">>");

    /// <summary>Requires that right - left is positive semidefinite.</summary>
    /// <param name="left">A symmetric expression.</param>
    /// <param name="right">A symmetric expression of the same order, or 0.</param>
    /// <exception cref="ArgumentException">The shapes differ, or right - left is not symmetric.</exception>
    public static Constraint operator <<(AffineExpression left, AffineExpression right) => new ConeConstraint(ConstraintKind.Semidefinite, left, right, "<<");

    /// <summary>Requires left >= right, entry by entry.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression of the same shape, or a scalar for all entries.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Constraint operator >=(AffineExpression left, AffineExpression right) => new ConeConstraint(ConstraintKind.NonNegative, left, right, ">=");

    /// <summary>Requires left &lt;= right, entry by entry.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression of the same shape, or a scalar for all entries.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Constraint operator <=(AffineExpression left, AffineExpression right) => new ConeConstraint(ConstraintKind.NonNegative, left, right, "<=");

    /// <summary>Requires left = right, entry by entry. To ask whether a reference is null, write <c>is null</c>.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression of the same shape, or a scalar for all entries.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Constraint operator ==(AffineExpression left, AffineExpression right) => new ConeConstraint(ConstraintKind.Equal, left, right, "==");

    /// <summary>Does not compile: the solutions are not a convex set.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete("The points where two expressions differ are not a convex set; no semidefinite program can require it.", error: true)]
    public static Constraint operator !=(AffineExpression left, AffineExpression right) => throw new NotSupportedException();

    /// <summary>Does not compile: a strict inequality has no closed set of solutions.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(Strict, error: true)]
    public static Constraint operator >(AffineExpression left, AffineExpression right) => throw new NotSupportedException(Strict);

    /// <summary>Does not compile: a strict inequality has no closed set of solutions.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(Strict, error: true)]
    public static Constraint operator <(AffineExpression left, AffineExpression right) => throw new NotSupportedException(Strict);

    /// <summary>Requires that this expression is positive semidefinite; the same as <c>expression >> 0</c>.</summary>
    /// <exception cref="ArgumentException">The expression is not symmetric.</exception>
    public Constraint IsPositiveSemidefinite() => this >> 0.0;

    /// <summary>Says whether the other is the same object.</summary>
    /// <param name="obj">The other.</param>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>Computes a hash code of the reference.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
