using System.Runtime.InteropServices;
using SdpKit.LinearAlgebra;

namespace SdpKit.Modeling.Terms;

/// <summary>Sums multiples of sparse rows to one row of a result after the other. The work is that of the products, not of the width of the matrix.</summary>
/// <param name="columnCount">The number of columns.</param>
internal sealed class SparseRowSum(int columnCount)
{
    /// <summary>A row whose products fill this part of it is summed in place; sorting a shorter one costs less than a look at all places.</summary>
    private const int Sparseness = 8;

    private readonly List<int> _columns = [];
    private readonly List<double> _values = [];
    private readonly List<int> _productColumns = [];
    private readonly List<double> _products = [];
    private double[]? _sums;

    /// <summary>Gets the number of entries of all rows so far.</summary>
    public int Count => _columns.Count;

    /// <summary>Appends the sum of factors[k] times the first entries of row rows[k], up to and without column <paramref name="end"/>.</summary>
    public void Append(ReadOnlySpan<int> rows, ReadOnlySpan<double> factors, SparseRows matrix, int end)
    {
        if (rows.Length == 1)
        {
            AppendProducts(_columns, _values, factors[0], matrix, rows[0], end);
            return;
        }

        long products = 0;
        foreach (int row in rows)
        {
            products += matrix.Columns(row).Length;
        }

        if (products * Sparseness < end)
        {
            AppendSorted(rows, factors, matrix, end);
        }
        else
        {
            AppendDense(rows, factors, matrix, end);
        }
    }

    /// <summary>Makes the matrix of the rows.</summary>
    /// <param name="starts">Where each begins; the last is <see cref="Count"/>.</param>
    public SparseRows Build(int[] starts) => new(columnCount, starts, [.. _columns], [.. _values]);

    private static void AppendProducts(List<int> columns, List<double> values, double factor, SparseRows matrix, int row, int end)
    {
        int count = SortedSearch.First(matrix.Columns(row), end);
        columns.AddRange(matrix.Columns(row)[..count]);
        foreach (double value in matrix.Values(row)[..count])
        {
            values.Add(factor * value);
        }
    }

    private void AppendSorted(ReadOnlySpan<int> rows, ReadOnlySpan<double> factors, SparseRows matrix, int end)
    {
        _productColumns.Clear();
        _products.Clear();
        for (int k = 0; k < rows.Length; k++)
        {
            AppendProducts(_productColumns, _products, factors[k], matrix, rows[k], end);
        }

        Span<int> columns = CollectionsMarshal.AsSpan(_productColumns);
        Span<double> products = CollectionsMarshal.AsSpan(_products);
        columns.Sort(products);
        for (int k = 0; k < columns.Length;)
        {
            int column = columns[k];
            double sum = 0.0;
            for (; k < columns.Length && columns[k] == column; k++)
            {
                sum += products[k];
            }

            Append(column, sum);
        }
    }

    private unsafe void AppendDense(ReadOnlySpan<int> rows, ReadOnlySpan<double> factors, SparseRows matrix, int end)
    {
        _sums ??= new double[columnCount];
        for (int k = 0; k < rows.Length; k++)
        {
            ReadOnlySpan<int> columns = matrix.Columns(rows[k]);
            ReadOnlySpan<double> values = matrix.Values(rows[k]);
            if (columns.Length > 0 && columns[^1] - columns[0] == columns.Length - 1)
            {
                fixed (double* from = values, to = &_sums[columns[0]])
                {
                    VectorOperations.AddScaled(factors[k], from, to, Math.Clamp(end - columns[0], 0, columns.Length));
                }

                continue;
            }

            for (int p = 0; p < columns.Length && columns[p] < end; p++)
            {
                _sums[columns[p]] += factors[k] * values[p];
            }
        }

        for (int column = 0; column < end; column++)
        {
            Append(column, _sums[column]);
        }

        Array.Clear(_sums, 0, end);
    }

    private void Append(int column, double sum)
    {
        if (sum != 0.0)
        {
            _columns.Add(column);
            _values.Add(sum);
        }
    }
}
