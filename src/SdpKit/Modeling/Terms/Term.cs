using SdpKit.Verification;

namespace SdpKit.Modeling.Terms;

/// <summary>Represents a matrix that is linear in the variables of a model, or in its parameters, or the product of one of each. Immutable.</summary>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The number of columns.</param>
internal abstract class Term(int rows, int columns)
{
    /// <summary>Gets the number of rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Gets the number of columns.</summary>
    public int Columns { get; } = columns;

    /// <summary>Gets the highest scalar variable; -1 where there is none.</summary>
    public abstract int LastVariable { get; }

    /// <summary>Gets a value indicating whether the matrix is symmetric by the way it is written.</summary>
    public abstract bool IsEvidentlySymmetric { get; }

    /// <summary>Gets a value indicating whether entries are the shorter form; not where a scalar is all of a variable, so that it is recognised.</summary>
    public abstract bool IsShortWrittenOut { get; }

    /// <summary>Makes a multiple.</summary>
    public abstract Term Scaled(double factor);

    /// <summary>Makes the product with a parameter; null where there is one already.</summary>
    public abstract Term? Weighted(int parameter);

    /// <summary>Makes the transpose.</summary>
    public abstract Term Transposed();

    /// <summary>Makes the product matrix * this.</summary>
    public abstract Term After(ConstantMatrix matrix);

    /// <summary>Makes the product this * matrix.</summary>
    public abstract Term Before(ConstantMatrix matrix);

    /// <summary>Takes some rows and columns; null where there is nothing in them.</summary>
    public abstract Term? Part(int row, int height, int column, int width);

    /// <summary>Makes a larger matrix with this one in it and zeros around.</summary>
    public abstract Term Within(int rows, int firstRow, int columns, int firstColumn);

    /// <summary>Makes the sum of the diagonal, 1 x 1.</summary>
    public abstract Term Trace();

    /// <summary>Makes the column of the diagonal, as a sum.</summary>
    public abstract IEnumerable<Term> Diagonal();

    /// <summary>Makes the diagonal matrix of a column.</summary>
    public abstract Term Spread();

    /// <summary>Puts the columns one below the other, as a sum.</summary>
    public abstract IEnumerable<Term> Stacked();

    /// <summary>Writes the matrix entry by entry; a place may come by several times.</summary>
    public abstract void Expand(List<Entry> entries);

    /// <summary>Adds the matrix at given values to sums, column by column.</summary>
    public abstract void AddTo(Span<CompensatedSum> sums, ReadOnlySpan<double> variables, ReadOnlySpan<double> parameters);
}
