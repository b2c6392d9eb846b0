using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Provides the functions of affine expressions; <c>using static SdpKit.Modeling.Expressions;</c> makes them read as mathematics. Thread-safe.</summary>
public static partial class Expressions
{
    /// <summary>Makes the identity matrix.</summary>
    /// <param name="order">The order, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public static AffineExpression Identity(int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        return AffineExpression.Constant(SparseAlgebra.Identity(order));
    }

    /// <summary>Makes a matrix of ones.</summary>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static AffineExpression Ones(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        return AffineExpression.Constant(SparseAlgebra.Constant(rows, columns, 1.0));
    }

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static AffineExpression Zeros(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        return AffineExpression.Constant(SparseAlgebra.Zero(rows, columns));
    }

    /// <summary>Computes the transpose.</summary>
    /// <param name="expression">An expression, or an array.</param>
    public static AffineExpression Transpose(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.Transposed();
    }

    /// <summary>Computes the sum of the diagonal.</summary>
    /// <param name="expression">A square expression.</param>
    /// <exception cref="ArgumentException">The expression is not square.</exception>
    public static AffineExpression Trace(AffineExpression expression)
    {
        RequireSquare(expression, "trace");
        return expression.Mapped(
            constant => ((AffineExpression)SparseAlgebra.Entries(constant).Where(entry => entry.Row == entry.Column).Sum(entry => entry.Value)).ConstantPart,
            term => term.Trace());
    }

    /// <summary>Computes the inner product: the sum of the products of entries at the same place, tr(A'B).</summary>
    /// <param name="left">An expression; one of the two is constant.</param>
    /// <param name="right">An expression of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, or both have variables.</exception>
    public static AffineExpression InnerProduct(AffineExpression left, AffineExpression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.RowCount == right.RowCount && left.ColumnCount == right.ColumnCount
            ? Trace(left.Transposed() * right)
            : throw new ArgumentException($"Cannot take the inner product of {left.Shape} and {right.Shape}: the shapes must be the same.");
    }

    /// <summary>Computes the sum of all entries.</summary>
    /// <param name="expression">An expression.</param>
    public static AffineExpression Sum(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        AffineExpression left = Ones(1, expression.RowCount);
        return expression.AfterConstant(left).BeforeConstant(expression.RowCount == expression.ColumnCount ? left.Transposed() : Ones(expression.ColumnCount, 1));
    }

    /// <summary>Computes the sum of expressions of one shape.</summary>
    /// <param name="expressions">The expressions, at least one.</param>
    /// <exception cref="ArgumentException">There are none, the shapes differ, or the models do.</exception>
    public static AffineExpression Sum(IEnumerable<AffineExpression> expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        AffineExpression[] all = [.. expressions];
        AffineExpression sum = all.Length > 0 ? all[0] : throw new ArgumentException("The sum of no expressions has no shape; expected at least one.", nameof(expressions));
        return all.Length == 1 ? sum : Halves(all);
    }

    /// <summary>Computes the diagonal of a square expression, as a column.</summary>
    /// <param name="expression">A square expression.</param>
    /// <exception cref="ArgumentException">The expression is not square.</exception>
    public static AffineExpression Diagonal(AffineExpression expression)
    {
        RequireSquare(expression, "diagonal");
        var diagonal = new TripletList();
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(expression.ConstantPart).Where(entry => entry.Row == entry.Column))
        {
            diagonal.Add(row, 0, value);
        }

        return AffineExpression.Gathered(expression.Model, diagonal.Build(expression.RowCount, 1), expression.Terms.SelectMany(term => term.Diagonal()));
    }

    /// <summary>Makes the diagonal matrix with a given diagonal.</summary>
    /// <param name="diagonal">A row or a column.</param>
    /// <exception cref="ArgumentException">The expression is neither.</exception>
    public static AffineExpression DiagonalMatrix(AffineExpression diagonal)
    {
        ArgumentNullException.ThrowIfNull(diagonal);
        AffineExpression column = diagonal.ColumnCount == 1 ? diagonal : diagonal.RowCount == 1
            ? diagonal.Transposed()
            : throw new ArgumentException($"Cannot make a diagonal matrix of {diagonal.Shape}: expected a row or a column.");
        int order = column.RowCount;
        var constant = new TripletList();
        foreach ((int row, _, double value) in SparseAlgebra.Entries(column.ConstantPart))
        {
            constant.Add(row, row, value);
        }

        return column.Mapped(_ => constant.Build(order, order), term => term.Spread());
    }

    /// <summary>Computes the Kronecker product, in which each entry of the left is replaced by its multiple of the right.</summary>
    /// <param name="left">An expression; one of the two is constant.</param>
    /// <param name="right">An expression.</param>
    /// <exception cref="ArgumentException">Both have variables or parameters.</exception>
    public static AffineExpression Kronecker(AffineExpression left, AffineExpression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.IsConstant || right.IsConstant
            ? KroneckerProduct.Of(left, right)
            : throw new ArgumentException("Cannot take the Kronecker product of two expressions that both have variables or parameters: one of them must be constant.");
    }

    private static AffineExpression Halves(ReadOnlySpan<AffineExpression> all) =>
        all.Length == 1 ? all[0] : Halves(all[..(all.Length / 2)]) + Halves(all[(all.Length / 2)..]);

    private static void RequireSquare(AffineExpression expression, string operation)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (expression.RowCount != expression.ColumnCount)
        {
            throw new ArgumentException($"Cannot take the {operation} of {expression.Shape}: expected a square matrix.");
        }
    }
}
