namespace SdpKit;

/// <summary>Represents a sparse matrix stored row by row, column indexes ascending within a row. Immutable and thread-safe.</summary>
public sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly double[] _values;

    internal SparseRows(int columnCount, int[] starts, int[] columns, double[] values)
    {
        ColumnCount = columnCount;
        _starts = starts;
        _columns = columns;
        _values = values;
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => _starts.Length - 1;

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Gets the number of stored entries.</summary>
    public int EntryCount => _columns.Length;

    /// <summary>Gets the column indexes of one row.</summary>
    /// <param name="row">The row, from 0.</param>
    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>Gets the values of one row, in the order of <see cref="Columns"/>.</summary>
    /// <param name="row">The row, from 0.</param>
    public ReadOnlySpan<double> Values(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>Computes <c>destination += scale * A x</c>.</summary>
    internal void MultiplyAdd(double scale, ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int row = 0; row < RowCount; row++)
        {
            double sum = 0.0;
            for (int k = _starts[row]; k < _starts[row + 1]; k++)
            {
                sum += _values[k] * x[_columns[k]];
            }

            destination[row] += scale * sum;
        }
    }

    /// <summary>Computes <c>destination += scale * A' v</c>.</summary>
    internal void MultiplyTransposedAdd(double scale, ReadOnlySpan<double> v, Span<double> destination)
    {
        for (int row = 0; row < RowCount; row++)
        {
            double factor = scale * v[row];
            for (int k = _starts[row]; k < _starts[row + 1]; k++)
            {
                destination[_columns[k]] += factor * _values[k];
            }
        }
    }

    /// <summary>Makes a matrix with entries at the same places.</summary>
    /// <param name="value">Computes an entry, not zero, from its column and what it is here.</param>
    internal SparseRows Select(Func<int, double, double> value)
    {
        var values = new double[_values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = value(_columns[k], _values[k]);
        }

        return new SparseRows(ColumnCount, _starts, _columns, values);
    }

    /// <summary>Builds from triplets in any order; entries at the same place are summed and entries that sum to zero are dropped.</summary>
    internal static SparseRows FromTriplets(int rowCount, int columnCount, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, ReadOnlySpan<double> values)
    {
        var starts = new int[rowCount + 1];
        foreach (int row in rows)
        {
            starts[row + 1]++;
        }

        for (int row = 0; row < rowCount; row++)
        {
            starts[row + 1] += starts[row];
        }

        var next = starts.AsSpan(0, rowCount).ToArray();
        var sortedColumns = new int[rows.Length];
        var sortedValues = new double[rows.Length];
        for (int k = 0; k < rows.Length; k++)
        {
            int place = next[rows[k]]++;
            sortedColumns[place] = columns[k];
            sortedValues[place] = values[k];
        }

        var mergedStarts = new int[rowCount + 1];
        int count = 0;
        for (int row = 0; row < rowCount; row++)
        {
            Span<int> rowColumns = sortedColumns.AsSpan(starts[row]..starts[row + 1]);
            Span<double> rowValues = sortedValues.AsSpan(starts[row]..starts[row + 1]);
            rowColumns.Sort(rowValues);
            for (int k = 0; k < rowColumns.Length;)
            {
                int column = rowColumns[k];
                double sum = 0.0;
                for (; k < rowColumns.Length && rowColumns[k] == column; k++)
                {
                    sum += rowValues[k];
                }

                if (sum != 0.0)
                {
                    sortedColumns[count] = column;
                    sortedValues[count++] = sum;
                }
            }

            mergedStarts[row + 1] = count;
        }

        Array.Resize(ref sortedColumns, count);
        Array.Resize(ref sortedValues, count);
        return new SparseRows(columnCount, mergedStarts, sortedColumns, sortedValues);
    }
}
