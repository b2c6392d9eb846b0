using SdpKit.Modeling.Atoms;

namespace SdpKit.Modeling;

/// <content>Convex functions, as matrix inequalities.</content>
public static partial class Expressions
{
    private const string NoLogDeterminant =
        "log det is not semidefinite representable with finitely many inequalities. Its maximum has substitutes that are: the largest trace, the largest smallest eigenvalue, "
        + "or the geometric mean of the eigenvalues bounded below by repeated 2 x 2 inequalities.";

    /// <summary>Computes the sum of the squares of all entries. In an objective it stays quadratic; a bound of it becomes [t, e'; e, I] >= 0.</summary>
    /// <param name="expression">An expression.</param>
    public static ConvexExpression SumOfSquares(AffineExpression expression) => Convex(ConvexFunction.SumOfSquares, expression);

    /// <summary>Computes the 2-norm of a row or a column, as [t, e'; e, tI] >= 0.</summary>
    /// <param name="expression">A row or a column.</param>
    /// <exception cref="ArgumentException">The expression is neither.</exception>
    public static ConvexExpression Norm(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.RowCount == 1 || expression.ColumnCount == 1
            ? Convex(ConvexFunction.EuclideanNorm, expression)
            : throw new ArgumentException($"The norm of a {expression.Shape} matrix is one of FrobeniusNorm, SpectralNorm and NuclearNorm; Norm is that of a vector.", nameof(expression));
    }

    /// <summary>Computes the Frobenius norm, the 2-norm of all entries.</summary>
    /// <param name="expression">An expression.</param>
    public static ConvexExpression FrobeniusNorm(AffineExpression expression) => Convex(ConvexFunction.EuclideanNorm, expression);

    /// <summary>Computes the spectral norm, the largest singular value, as [tI, E'; E, tI] >= 0.</summary>
    /// <param name="expression">An expression.</param>
    public static ConvexExpression SpectralNorm(AffineExpression expression) => Convex(ConvexFunction.SpectralNorm, expression);

    /// <summary>Computes the nuclear norm, the sum of the singular values, as (tr U + tr V)/2 with [U, E; E', V] >= 0 (Fazel, Hindi, Boyd 2001).</summary>
    /// <param name="expression">An expression.</param>
    public static ConvexExpression NuclearNorm(AffineExpression expression) => Convex(ConvexFunction.NuclearNorm, expression);

    /// <summary>Computes the largest eigenvalue of a symmetric expression, as tI - E >= 0.</summary>
    /// <param name="expression">A symmetric expression.</param>
    /// <exception cref="ArgumentException">The expression is not symmetric.</exception>
    public static ConvexExpression LargestEigenvalue(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.RowCount == expression.ColumnCount && SymmetryTest.Violation(expression) is null
            ? Convex(ConvexFunction.LargestEigenvalue, expression)
            : throw new ArgumentException($"The largest eigenvalue needs a symmetric matrix; the {expression.Shape} expression is not symmetric.", nameof(expression));
    }

    /// <summary>Does not compile: log det has no finite semidefinite representation.</summary>
    /// <param name="expression">An expression.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(NoLogDeterminant, error: true)]
    public static ConvexExpression LogDeterminant(AffineExpression expression) => throw new NotSupportedException(NoLogDeterminant);

    private static ConvexExpression Convex(ConvexFunction function, AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return new ConvexExpression(expression.Model, 0.0, new([new WeightedAtom(function, expression, 1.0)]));
    }
}
