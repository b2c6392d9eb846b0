using System.Globalization;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Represents data of a model that may be changed between solves, as an expression; <see cref="SdpModel"/> makes them. Immutable and thread-safe.</summary>
/// <remarks>
/// A solve uses the value that was given when the parameter was made, unless <see cref="TranslatedModel.With"/> gives another. In the objective, on the right-hand side of a constraint
/// or as an additive part of a matrix inequality, another value costs next to nothing; where it multiplies a variable in a constraint, the model is translated again.
/// </remarks>
public sealed class Parameter : AffineExpression
{
    private readonly bool _isSymmetric;

    internal Parameter(SdpModel model, string name, int first, SparseRows value, Sign sign, bool isSymmetric)
        : base(model, SparseAlgebra.Zero(value.RowCount, value.ColumnCount), [Entries(first, value.RowCount, value.ColumnCount, isSymmetric)])
    {
        Name = name;
        First = first;
        Value = value;
        Sign = sign;
        _isSymmetric = isSymmetric;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets what holds for every entry of every value.</summary>
    public Sign Sign { get; }

    internal int First { get; }

    internal int Count => _isSymmetric ? (int)Packed.Index(RowCount, 0) : RowCount * ColumnCount;

    /// <summary>Gets the value that was given first.</summary>
    internal SparseRows Value { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {(_isSymmetric ? "symmetric " : string.Empty)}{Shape} parameter{(Sign == Sign.Unknown ? string.Empty : $", {Sign}")}";

    /// <summary>Throws where a constant cannot be a value.</summary>
    internal void Check(AffineExpression value)
    {
        if (!value.IsConstant || value.RowCount != RowCount || value.ColumnCount != ColumnCount)
        {
            throw new ArgumentException($"The value of parameter {Name} is a {value}; expected a {Shape} constant.", nameof(value));
        }

        foreach ((int i, int j, double number) in SparseAlgebra.Entries(value.ConstantPart))
        {
            if ((Sign == Sign.NonNegative && number < 0.0) || (Sign == Sign.NonPositive && number > 0.0))
            {
                string what = IsScalar ? "The value" : $"Entry [{i}, {j}] of the value";
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{what} of parameter {Name} is {number}, but the parameter was declared {Sign}."), nameof(value));
            }
        }

        if (_isSymmetric && SymmetryTest.Violation(value) is var (row, column))
        {
            throw new ArgumentException($"The value of the symmetric parameter {Name} is not symmetric: entries [{row}, {column}] and [{column}, {row}] differ.", nameof(value));
        }
    }

    /// <summary>Writes a value of this parameter to where its scalars are.</summary>
    internal void Store(SparseRows value, Span<double> parameters)
    {
        parameters.Slice(First, Count).Clear();
        foreach ((int row, int column, double number) in SparseAlgebra.Entries(value))
        {
            parameters[Index(First, row, column, RowCount, _isSymmetric)] = number;
        }
    }

    private static int Index(int first, int row, int column, int rows, bool isSymmetric) => first + (isSymmetric ? (int)Packed.Index(row, column) : row + (rows * column));

    private static EntriesTerm Entries(int first, int rows, int columns, bool isSymmetric)
    {
        List<Entry> entries = [];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                entries.Add(new Entry(row, column, -1, Index(first, row, column, rows, isSymmetric), 1.0));
            }
        }

        return new EntriesTerm(rows, columns, entries);
    }
}
