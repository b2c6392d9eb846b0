using System.Collections.Immutable;
using System.Globalization;
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
    private readonly JoinedSequence<Term> _terms;

    internal AffineExpression(SdpModel? model, SparseRows constant, ImmutableArray<Term> terms)
        : this(model, constant, new JoinedSequence<Term>(terms))
    {
    }

    private AffineExpression(SdpModel? model, SparseRows constant, JoinedSequence<Term> terms) => (Model, ConstantPart, _terms) = (model, constant, terms);

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => ConstantPart.RowCount;

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount => ConstantPart.ColumnCount;

    /// <summary>Gets the model whose variables occur; null for a constant.</summary>
    internal SdpModel? Model { get; }

    internal SparseRows ConstantPart { get; }

    internal ImmutableArray<Term> Terms => _terms.Elements;

    internal bool IsConstant => _terms.Count == 0;

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
    public override string ToString() => IsConstant ? string.Create(CultureInfo.InvariantCulture, $"{Shape} constant{(IsScalar ? $" {Number}" : string.Empty)}") : $"{Shape} affine expression of {SymbolList.Of(this)}";

    /// <summary>Applies a linear map to the constant part and to each term.</summary>
    internal AffineExpression Mapped(Func<SparseRows, SparseRows> mapConstant, Func<Term, Term> mapTerm) =>
        new(Model, mapConstant(ConstantPart), [.. Terms.Select(mapTerm)]);

    /// <summary>Makes an expression in which all that is short written out is one term.</summary>
    internal static AffineExpression Gathered(SdpModel? model, SparseRows constant, IEnumerable<Term> terms)
    {
        List<Entry> entries = [];
        ImmutableArray<Term>.Builder gathered = ImmutableArray.CreateBuilder<Term>();
        foreach (Term term in terms)
        {
            if (term.IsShortWrittenOut)
            {
                term.Expand(entries);
            }
            else
            {
                gathered.Add(term);
            }
        }

        if (entries.Count > 0)
        {
            gathered.Add(new EntriesTerm(constant.RowCount, constant.ColumnCount, entries));
        }

        return new AffineExpression(model, constant, gathered.DrainToImmutable());
    }

    /// <summary>Makes the same in less memory where it is a scalar, of which a model may have very many.</summary>
    internal AffineExpression Compacted() => IsScalar ? Gathered(Model, SparseAlgebra.Scalar(Number), Terms) : this;

    internal AffineExpression Transposed() => Mapped(SparseAlgebra.Transpose, term => term.Transposed());

    /// <summary>Puts the columns one below the other.</summary>
    internal AffineExpression Stacked()
    {
        if (ColumnCount == 1)
        {
            return this;
        }

        var constant = new TripletList();
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(ConstantPart))
        {
            constant.Add(row + (RowCount * column), 0, value);
        }

        return Gathered(Model, constant.Build(checked(RowCount * ColumnCount), 1), Terms.SelectMany(term => term.Stacked()));
    }

    /// <summary>Computes the only model that two expressions may have.</summary>
    internal static SdpModel? Common(SdpModel? left, SdpModel? right, string operation) =>
        left is null || right is null || ReferenceEquals(left, right)
            ? left ?? right
            : throw new ArgumentException($"Cannot {operation}: the variables of the two expressions belong to different models.");

    private static (int First, int Count) Checked(Range range, int count, string what)
    {
        (int first, int end) = (range.Start.GetOffset(count), range.End.GetOffset(count));
        return first >= 0 && end <= count && first < end
            ? (first, end - first)
            : throw new ArgumentOutOfRangeException(nameof(range), $"The range {range} of {what} is empty or goes beyond the {count} there are.");
    }

    private AffineExpression Part(int row, int height, int column, int width) => new(
        Model,
        SparseAlgebra.Part(ConstantPart, row, height, column, width),
        [.. Terms.Select(term => term.Part(row, height, column, width)).OfType<Term>()]);

    private ArgumentException NotVector() => new($"An expression of shape {Shape} needs two indexes; one suffices for a row or a column.");
}
