using System.Collections.Immutable;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Represents a matrix whose entries are affine in the variables of a model: a scalar is 1 x 1, a vector n x 1. Immutable and thread-safe.</summary>
/// <remarks>
/// Numbers, arrays and MathNet's matrices and vectors convert to constant expressions, so that the operators take them on either side. A constant keeps only what is not zero, and
/// a product A V B of constants with a variable stays a product. Shapes are checked when an expression is made. An expression may also hold parameters (<see cref="Parameter"/>),
/// by themselves or multiplied by variables.
/// </remarks>
public partial class AffineExpression
{
    internal AffineExpression(SdpModel? model, SparseRows constant, ImmutableArray<Term> terms)
    {
        Model = model;
        ConstantPart = constant;
        Terms = terms;
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => ConstantPart.RowCount;

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount => ConstantPart.ColumnCount;

    /// <summary>Gets the model whose variables occur; null for a constant.</summary>
    internal SdpModel? Model { get; }

    internal SparseRows ConstantPart { get; }

    internal ImmutableArray<Term> Terms { get; }

    internal bool IsConstant => Terms.IsEmpty;

    internal bool IsScalar => RowCount == 1 && ColumnCount == 1;

    /// <summary>Gets the number that a constant scalar is.</summary>
    internal double Number => ConstantPart.EntryCount == 0 ? 0.0 : ConstantPart.Values(0)[0];

    internal string Shape => $"{RowCount} x {ColumnCount}";

    /// <summary>Gets one entry, 1 x 1.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The entry does not exist.</exception>
    public AffineExpression this[int row, int column]
    {
        get
        {
            if ((uint)row >= (uint)RowCount || (uint)column >= (uint)ColumnCount)
            {
                throw new ArgumentOutOfRangeException(nameof(row), $"Entry [{row}, {column}] does not exist: the expression is {Shape}, counted from 0.");
            }

            return Part(row, 1, column, 1);
        }
    }

    /// <summary>Gets one entry of a vector, 1 x 1.</summary>
    /// <param name="index">The entry, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The entry does not exist.</exception>
    /// <exception cref="ArgumentException">The expression is not a row or a column.</exception>
    public AffineExpression this[int index] => RowCount == 1 ? this[0, index] : ColumnCount == 1 ? this[index, 0] : throw NotVector();

    /// <summary>Gets the entries in some rows and columns.</summary>
    /// <param name="rows">The rows, such as <c>1..3</c>.</param>
    /// <param name="columns">The columns; <c>..</c> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range goes beyond the expression, or is empty.</exception>
    public AffineExpression this[Range rows, Range columns]
    {
        get
        {
            (int row, int height) = Checked(rows, RowCount, "rows");
            (int column, int width) = Checked(columns, ColumnCount, "columns");
            return Part(row, height, column, width);
        }
    }

    /// <summary>Gets some entries of a vector.</summary>
    /// <param name="range">The entries, such as <c>1..3</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range goes beyond the expression, or is empty.</exception>
    /// <exception cref="ArgumentException">The expression is not a row or a column.</exception>
    public AffineExpression this[Range range] => ColumnCount == 1 ? this[range, ..] : RowCount == 1 ? this[.., range] : throw NotVector();

    /// <inheritdoc/>
    public override string ToString() => IsConstant ? $"{Shape} constant" : $"{Shape} affine expression";

    /// <summary>Applies a linear map to the constant part and to each term.</summary>
    internal AffineExpression Mapped(Func<SparseRows, SparseRows> mapConstant, Func<Term, Term> mapTerm) =>
        new(Model, mapConstant(ConstantPart), [.. Terms.Select(mapTerm)]);

    /// <summary>Makes the same in less memory where it is a scalar, of which a model may have very many.</summary>
    internal AffineExpression Compacted()
    {
        if (!IsScalar)
        {
            return this;
        }

        List<Entry> entries = [];
        foreach (Term term in Terms.Where(term => term.IsShortWrittenOut))
        {
            term.Expand(entries);
        }

        ImmutableArray<Term> others = Terms.RemoveAll(term => term.IsShortWrittenOut);
        return new AffineExpression(Model, SparseAlgebra.Scalar(Number), entries.Count == 0 ? others : others.Add(new EntriesTerm(1, 1, entries)));
    }

    internal AffineExpression Transposed() => Mapped(SparseAlgebra.Transpose, term => term.Transposed());

    /// <summary>Puts the expression into a larger one, with zeros around it.</summary>
    internal AffineExpression Embedded(int rows, int firstRow, int columns, int firstColumn)
    {
        SparseRows left = SparseAlgebra.Embedding(rows, firstRow, RowCount);
        SparseRows right = rows == columns && firstRow == firstColumn && RowCount == ColumnCount ? left : SparseAlgebra.Embedding(columns, firstColumn, ColumnCount);
        return Between(left, right);
    }

    /// <summary>Computes the only model that two expressions may have.</summary>
    internal static SdpModel? Common(AffineExpression left, AffineExpression right, string operation) =>
        left.Model is null || right.Model is null || ReferenceEquals(left.Model, right.Model)
            ? left.Model ?? right.Model
            : throw new ArgumentException($"Cannot {operation}: the variables of the two expressions belong to different models.");

    private static (int First, int Count) Checked(Range range, int count, string what)
    {
        (int first, int end) = (range.Start.GetOffset(count), range.End.GetOffset(count));
        return first >= 0 && end <= count && first < end
            ? (first, end - first)
            : throw new ArgumentOutOfRangeException(nameof(range), $"The range {range} of {what} is empty or goes beyond the {count} there are.");
    }

    private AffineExpression Part(int row, int height, int column, int width)
    {
        SparseRows left = SparseAlgebra.Selection(RowCount, row, height);
        return Between(left, RowCount == ColumnCount && row == column && height == width ? left : SparseAlgebra.Selection(ColumnCount, column, width));
    }

    /// <summary>Computes left * this * right'.</summary>
    private AffineExpression Between(SparseRows left, SparseRows right)
    {
        SparseRows transposed = SparseAlgebra.Transpose(right);
        return Mapped(
            constant => SparseMatrixProduct.Of(SparseMatrixProduct.Of(left, constant), transposed),
            term => ReferenceEquals(left, right) && term is ProductTerm product ? product.Congruent(left) : term.After(left).Before(transposed));
    }

    private ArgumentException NotVector() => new($"An expression of shape {Shape} needs two indexes; one suffices for a row or a column.");
}
