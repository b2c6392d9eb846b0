using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Multiplies an expression of parameters by one of variables.</summary>
internal static class BilinearProduct
{
    /// <summary>Computes left * right, where neither is constant.</summary>
    public static AffineExpression Of(AffineExpression left, AffineExpression right)
    {
        SdpModel? model = AffineExpression.Common(left.Model, right.Model, "multiply");
        AffineExpression linear = (Constant(left) * Linear(right)) + (Linear(left) * Constant(right)) + (Constant(left) * Constant(right));
        if (ScalarParameter(left) is { } weight)
        {
            return linear + new AffineExpression(model, SparseAlgebra.Zero(right.RowCount, right.ColumnCount), [.. right.Terms.Select(term => Weighted(term, weight))]);
        }

        if (ScalarParameter(right) is { } factor)
        {
            return linear + new AffineExpression(model, SparseAlgebra.Zero(left.RowCount, left.ColumnCount), [.. left.Terms.Select(term => Weighted(term, factor))]);
        }

        return linear + new AffineExpression(model, SparseAlgebra.Zero(linear.RowCount, linear.ColumnCount), [Entries(left, right, linear)]);
    }

    private static AffineExpression Constant(AffineExpression expression) => new(null, expression.ConstantPart, []);

    private static AffineExpression Linear(AffineExpression expression) =>
        new(expression.Model, SparseAlgebra.Zero(expression.RowCount, expression.ColumnCount), expression.Terms);

    /// <summary>Finds the parameter that a scalar is a multiple of.</summary>
    private static Entry? ScalarParameter(AffineExpression expression) =>
        expression.IsScalar && expression.Terms is [EntriesTerm and [{ Variable: < 0 } entry]] ? entry : null;

    private static Term Weighted(Term term, Entry weight) => term.Scaled(weight.Value).Weighted(weight.Parameter) ?? throw TwoParameters();

    private static EntriesTerm Entries(AffineExpression left, AffineExpression right, AffineExpression shape)
    {
        bool isMatrixProduct = left.ColumnCount == right.RowCount;
        ILookup<int, Entry> rights = Expanded(right).ToLookup(entry => isMatrixProduct ? entry.Row : 0);
        List<Entry> entries = [];
        foreach (Entry one in Expanded(left))
        {
            foreach (Entry other in rights[isMatrixProduct ? one.Column : 0])
            {
                entries.Add(Multiply(one, other) with
                {
                    Row = isMatrixProduct ? one.Row : one.Row + other.Row,
                    Column = isMatrixProduct ? other.Column : one.Column + other.Column,
                });
            }
        }

        return new EntriesTerm(shape.RowCount, shape.ColumnCount, entries);
    }

    private static Entry Multiply(Entry one, Entry other)
    {
        if (one.Variable >= 0 && other.Variable >= 0)
        {
            throw new ArgumentException(
                "Cannot multiply two expressions that both have variables: the product is not affine. A convex square is SumOfSquares(e); a matrix inequality in a product needs a Schur complement.");
        }

        return one.Parameter >= 0 && other.Parameter >= 0
            ? throw TwoParameters()
            : new Entry(0, 0, Math.Max(one.Variable, other.Variable), Math.Max(one.Parameter, other.Parameter), one.Value * other.Value);
    }

    private static ArgumentException TwoParameters() => new("Cannot multiply two parameters: make a parameter of the product.");

    private static List<Entry> Expanded(AffineExpression expression)
    {
        List<Entry> entries = [];
        foreach (Term term in expression.Terms)
        {
            term.Expand(entries);
        }

        return entries;
    }
}
