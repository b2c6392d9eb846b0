using SdpKit.Verification;

namespace SdpKit.Modeling.Terms;

/// <summary>Represents a term by its entries.</summary>
internal sealed class EntriesTerm : Term
{
    private readonly Entry[] _entries;

    /// <summary>Initializes a term that keeps the array given.</summary>
    public EntriesTerm(int rows, int columns, Entry[] entries)
        : base(rows, columns) => _entries = entries;

    /// <summary>Gets the entries; a place may come by several times.</summary>
    public ReadOnlySpan<Entry> Entries => _entries;

    public override int LastVariable
    {
        get
        {
            int last = -1;
            foreach (Entry entry in Entries)
            {
                last = Math.Max(last, entry.Variable);
            }

            return last;
        }
    }

    public override bool IsEvidentlySymmetric
    {
        get
        {
            bool isDiagonal = Rows == Columns;
            foreach (Entry entry in Entries)
            {
                isDiagonal = isDiagonal && entry.Row == entry.Column;
            }

            return isDiagonal;
        }
    }

    public override bool IsShortWrittenOut => true;

    /// <summary>Makes the entries of a matrix multiplied by a scalar term.</summary>
    public static EntriesTerm Multiples(Term scalar, SparseRows matrix)
    {
        List<Entry> factors = [];
        scalar.Expand(factors);
        List<Entry> entries = [];
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(matrix))
        {
            foreach (Entry factor in factors)
            {
                entries.Add(factor with { Row = row, Column = column, Value = value * factor.Value });
            }
        }

        return new EntriesTerm(matrix.RowCount, matrix.ColumnCount, [.. entries]);
    }

    public override Term Scaled(double factor) => Mapped(Rows, Columns, entry => entry with { Value = factor * entry.Value });

    public override Term? Weighted(int parameter) =>
        Array.Exists(_entries, entry => entry.Parameter >= 0) ? null : Mapped(Rows, Columns, entry => entry with { Parameter = parameter });

    public override Term Transposed() => Mapped(Columns, Rows, entry => entry with { Row = entry.Column, Column = entry.Row });

    public override Term After(SparseRows matrix)
    {
        SparseRows columns = SparseAlgebra.Transpose(matrix);
        List<Entry> entries = [];
        foreach (Entry entry in Entries)
        {
            ReadOnlySpan<int> rows = columns.Columns(entry.Row);
            for (int k = 0; k < rows.Length; k++)
            {
                entries.Add(entry with { Row = rows[k], Value = columns.Values(entry.Row)[k] * entry.Value });
            }
        }

        return new EntriesTerm(matrix.RowCount, Columns, [.. entries]);
    }

    public override Term Before(SparseRows matrix)
    {
        List<Entry> entries = [];
        foreach (Entry entry in Entries)
        {
            ReadOnlySpan<int> columns = matrix.Columns(entry.Column);
            for (int k = 0; k < columns.Length; k++)
            {
                entries.Add(entry with { Column = columns[k], Value = entry.Value * matrix.Values(entry.Column)[k] });
            }
        }

        return new EntriesTerm(Rows, matrix.ColumnCount, [.. entries]);
    }

    public override Term Trace() => new EntriesTerm(1, 1, [.. _entries.Where(entry => entry.Row == entry.Column).Select(entry => entry with { Row = 0, Column = 0 })]);

    public override void Expand(List<Entry> entries) => entries.AddRange(_entries);

    public override void AddTo(Span<CompensatedSum> sums, ReadOnlySpan<double> variables, ReadOnlySpan<double> parameters)
    {
        foreach (Entry entry in Entries)
        {
            sums[entry.Row + (Rows * entry.Column)].AddProduct(entry.Weight(parameters), entry.Variable < 0 ? 1.0 : variables[entry.Variable]);
        }
    }

    /// <summary>Makes a term with every entry replaced by another.</summary>
    private EntriesTerm Mapped(int rows, int columns, Converter<Entry, Entry> map) => new(rows, columns, Array.ConvertAll(_entries, map));
}
