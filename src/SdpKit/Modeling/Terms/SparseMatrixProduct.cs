namespace SdpKit.Modeling.Terms;

/// <summary>Multiplies constant sparse matrices row by row (Gustavson 1978).</summary>
internal static class SparseMatrixProduct
{
    /// <summary>Computes A B.</summary>
    public static SparseRows Of(SparseRows left, SparseRows right)
    {
        var starts = new int[left.RowCount + 1];
        var columns = new List<int>();
        var values = new List<double>();
        double[]? sums = null;
        for (int row = 0; row < left.RowCount; row++)
        {
            ReadOnlySpan<int> terms = left.Columns(row);
            if (terms.Length == 1)
            {
                // A selection or an embedding: the row of B as it is.
                columns.AddRange(right.Columns(terms[0]));
                foreach (double value in right.Values(terms[0]))
                {
                    values.Add(left.Values(row)[0] * value);
                }
            }
            else if (terms.Length > 1)
            {
                sums ??= new double[right.ColumnCount];
                AddRow(left, right, row, sums, columns, values);
            }

            starts[row + 1] = columns.Count;
        }

        return new SparseRows(right.ColumnCount, starts, [.. columns], [.. values]);
    }

    private static void AddRow(SparseRows left, SparseRows right, int row, double[] sums, List<int> columns, List<double> values)
    {
        ReadOnlySpan<int> terms = left.Columns(row);
        var touched = new SortedSet<int>();
        bool isWide = false;
        for (int k = 0; k < terms.Length; k++)
        {
            ReadOnlySpan<int> places = right.Columns(terms[k]);
            ReadOnlySpan<double> factors = right.Values(terms[k]);
            isWide = isWide || places.Length > right.ColumnCount / 8;
            for (int p = 0; p < places.Length; p++)
            {
                sums[places[p]] += left.Values(row)[k] * factors[p];
            }

            for (int p = 0; p < places.Length && !isWide; p++)
            {
                touched.Add(places[p]);
            }
        }

        foreach (int column in isWide ? Enumerable.Range(0, right.ColumnCount) : touched)
        {
            if (sums[column] != 0.0)
            {
                columns.Add(column);
                values.Add(sums[column]);
                sums[column] = 0.0;
            }
        }
    }
}
