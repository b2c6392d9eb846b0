using System.Collections;
using SdpKit.Verification;

namespace SdpKit.Modeling.Terms;

/// <summary>Represents a term by its entries; a place may come by several times.</summary>
/// <remarks>Each part of the entries is stored by itself: of a scalar all rows and columns are 0, few terms have parameters, and many values are 1.</remarks>
internal sealed class EntriesTerm(int rows, int columns, List<Entry> entries) : Term(rows, columns), IReadOnlyList<Entry>
{
    private readonly CompactArray<int> _rows = CompactArray<int>.Of(entries, entry => entry.Row);
    private readonly CompactArray<int> _columns = CompactArray<int>.Of(entries, entry => entry.Column);
    private readonly CompactArray<int> _variables = CompactArray<int>.Of(entries, entry => entry.Variable);
    private readonly CompactArray<int> _parameters = CompactArray<int>.Of(entries, entry => entry.Parameter);
    private readonly CompactArray<double> _values = CompactArray<double>.Of(entries, entry => entry.Value);

    /// <summary>The places row by row, and the indexes of the entries there, from when a part is first asked for.</summary>
    private Tuple<long[], int[]>? _order;

    public int Count => _values.Count;

    public override int LastVariable => this.Select(entry => entry.Variable).DefaultIfEmpty(-1).Max();

    public override bool IsEvidentlySymmetric => Rows == Columns && this.All(entry => entry.Row == entry.Column);

    public override bool IsShortWrittenOut => true;

    public Entry this[int index] => new(_rows[index], _columns[index], _variables[index], _parameters[index], _values[index]);

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

        return new EntriesTerm(matrix.RowCount, matrix.ColumnCount, entries);
    }

    public override Term Scaled(double factor) => Mapped(Rows, Columns, entry => entry with { Value = factor * entry.Value });

    public override Term? Weighted(int parameter) =>
        this.Any(entry => entry.Parameter >= 0) ? null : Mapped(Rows, Columns, entry => entry with { Parameter = parameter });

    public override Term Transposed() => Mapped(Columns, Rows, entry => entry with { Row = entry.Column, Column = entry.Row });

    public override Term After(ConstantMatrix matrix)
    {
        List<Entry> entries = [];
        foreach (Entry entry in this)
        {
            ReadOnlySpan<int> rows = matrix.Columns.Columns(entry.Row);
            for (int k = 0; k < rows.Length; k++)
            {
                entries.Add(entry with { Row = rows[k], Value = matrix.Columns.Values(entry.Row)[k] * entry.Value });
            }
        }

        return new EntriesTerm(matrix.Rows.RowCount, Columns, entries);
    }

    public override Term Before(ConstantMatrix matrix)
    {
        List<Entry> entries = [];
        foreach (Entry entry in this)
        {
            ReadOnlySpan<int> columns = matrix.Rows.Columns(entry.Column);
            for (int k = 0; k < columns.Length; k++)
            {
                entries.Add(entry with { Column = columns[k], Value = entry.Value * matrix.Rows.Values(entry.Column)[k] });
            }
        }

        return new EntriesTerm(Rows, matrix.Rows.ColumnCount, entries);
    }

    public override Term? Part(int row, int height, int column, int width)
    {
        if (height == Rows && width == Columns)
        {
            return this;
        }

        (long[] places, int[] indexes) = _order ??= Ordered();
        List<Entry> entries = [];
        for (int k = SortedSearch.First(places, Place(row, column)); k < Count && places[k] < Place(row + height, 0);)
        {
            Entry entry = this[indexes[k]];
            if (entry.Column >= column && entry.Column < column + width)
            {
                entries.Add(entry with { Row = entry.Row - row, Column = entry.Column - column });
                k++;
            }
            else
            {
                k = SortedSearch.First(places, Place(entry.Column < column ? entry.Row : entry.Row + 1, column));
            }
        }

        return entries.Count == 0 ? null : new EntriesTerm(height, width, entries);
    }

    public override Term Within(int rows, int firstRow, int columns, int firstColumn) =>
        Mapped(rows, columns, entry => entry with { Row = firstRow + entry.Row, Column = firstColumn + entry.Column });

    public override Term Trace() => new EntriesTerm(1, 1, [.. this.Where(entry => entry.Row == entry.Column).Select(entry => entry with { Row = 0, Column = 0 })]);

    public override IEnumerable<Term> Diagonal() => [new EntriesTerm(Rows, 1, [.. this.Where(entry => entry.Row == entry.Column).Select(entry => entry with { Column = 0 })])];

    public override Term Spread() => Mapped(Rows, Rows, entry => entry with { Column = entry.Row });

    public override IEnumerable<Term> Stacked() => [Mapped(checked(Rows * Columns), 1, entry => entry with { Row = entry.Row + (Rows * entry.Column), Column = 0 })];

    public override void Expand(List<Entry> entries) => entries.AddRange(this);

    public override void AddTo(Span<CompensatedSum> sums, ReadOnlySpan<double> variables, ReadOnlySpan<double> parameters)
    {
        foreach (Entry entry in this)
        {
            sums[entry.Row + (Rows * entry.Column)].AddProduct(entry.Weight(parameters), entry.Variable < 0 ? 1.0 : variables[entry.Variable]);
        }
    }

    public IEnumerator<Entry> GetEnumerator()
    {
        for (int k = 0; k < Count; k++)
        {
            yield return this[k];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long Place(int row, int column) => ((long)row * Columns) + column;

    private Tuple<long[], int[]> Ordered()
    {
        long[] places = [.. this.Select(entry => Place(entry.Row, entry.Column))];
        int[] indexes = [.. Enumerable.Range(0, Count)];
        Array.Sort(places, indexes);
        return Tuple.Create(places, indexes);
    }

    /// <summary>Makes a term with every entry replaced by another.</summary>
    private EntriesTerm Mapped(int rows, int columns, Func<Entry, Entry> map) => new(rows, columns, [.. this.Select(map)]);
}
