using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <content>Sums and products.</content>
public partial class AffineExpression
{
    /// <summary>Computes the sum of two expressions of one shape.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="ArgumentException">The shapes or the models differ.</exception>
    public static AffineExpression operator +(AffineExpression left, AffineExpression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.RowCount != right.RowCount || left.ColumnCount != right.ColumnCount)
        {
            string hint = left.IsScalar || right.IsScalar ? "; a number times Identity(n) or Ones(rows, columns) has the shape of a matrix" : string.Empty;
            throw new ArgumentException($"Cannot add {left.Shape} and {right.Shape}: the shapes must be the same{hint}.");
        }

        return new AffineExpression(Common(left.Model, right.Model, "add"), SparseAlgebra.Add(left.ConstantPart, right.ConstantPart), left._terms + right._terms);
    }

    /// <summary>Computes the difference of two expressions of one shape.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="ArgumentException">The shapes or the models differ.</exception>
    public static AffineExpression operator -(AffineExpression left, AffineExpression right) => left + -right;

    /// <summary>Computes the negative of an expression.</summary>
    /// <param name="expression">An expression.</param>
    public static AffineExpression operator -(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.Scaled(-1.0);
    }

    /// <summary>Computes the quotient by a number.</summary>
    /// <param name="expression">An expression.</param>
    /// <param name="divisor">A number, not 0.</param>
    /// <exception cref="ArgumentException">The divisor is 0 or not finite.</exception>
    public static AffineExpression operator /(AffineExpression expression, double divisor)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return divisor != 0.0 && double.IsFinite(divisor) ? expression.Scaled(1.0 / divisor) : throw new ArgumentException($"Cannot divide an expression by {divisor}.");
    }

    /// <summary>Computes the matrix product, or the multiple by a scalar, of two expressions of which one has no variables.</summary>
    /// <param name="left">An expression.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, the models differ, or both have variables (or both parameters).</exception>
    public static AffineExpression operator *(AffineExpression left, AffineExpression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.ColumnCount != right.RowCount && !left.IsScalar && !right.IsScalar)
        {
            throw new ArgumentException($"Cannot multiply {left.Shape} by {right.Shape}: the left needs as many columns as the right has rows.");
        }

        if (left.IsConstant)
        {
            return right.AfterConstant(left);
        }

        return right.IsConstant ? left.BeforeConstant(right) : BilinearProduct.Of(left, right);
    }

    internal AffineExpression Scaled(double factor) => factor == 0.0
        ? new AffineExpression(Model, SparseAlgebra.Zero(RowCount, ColumnCount), [])
        : Mapped(constant => SparseAlgebra.Scale(constant, factor), term => term.Scaled(factor));

    /// <summary>Computes matrix * this.</summary>
    internal AffineExpression AfterConstant(AffineExpression matrix)
    {
        if (matrix.IsScalar)
        {
            return Scaled(matrix.Number);
        }

        var constant = new ConstantMatrix(matrix.ConstantPart);
        return matrix.ColumnCount == RowCount ? Mapped(part => SparseMatrixProduct.Of(constant.Rows, part), term => term.After(constant)) : MultipliedInto(matrix);
    }

    /// <summary>Computes this * matrix.</summary>
    internal AffineExpression BeforeConstant(AffineExpression matrix)
    {
        if (matrix.IsScalar)
        {
            return Scaled(matrix.Number);
        }

        var constant = new ConstantMatrix(matrix.ConstantPart);
        return ColumnCount == matrix.RowCount ? Mapped(part => SparseMatrixProduct.Of(part, constant.Rows), term => term.Before(constant)) : MultipliedInto(matrix);
    }

    /// <summary>Computes matrix times this scalar. A column or a row stays a product, so that x_i v v' has rank one to the end.</summary>
    private AffineExpression MultipliedInto(AffineExpression matrix)
    {
        if (matrix.ColumnCount == 1)
        {
            return AfterConstant(matrix);
        }

        return matrix.RowCount == 1
            ? BeforeConstant(matrix)
            : Mapped(constant => SparseAlgebra.Scale(matrix.ConstantPart, Number), term => EntriesTerm.Multiples(term, matrix.ConstantPart));
    }
}
