namespace SdpKit.Formats;

/// <summary>Adds up the sparse, low-rank and dense terms of one variable in one block into entries, for formats that know entries only. Not thread-safe.</summary>
/// <remarks>Works on the rows that the terms touch, so that a low-rank term with a sparse factor costs its own size, not that of the block.</remarks>
internal sealed class CoefficientExpansion(SdpBlock shape, BlockCoefficients coefficients)
{
    private readonly ILookup<int, LowRankTerm> _lowRank = coefficients.LowRankTerms.ToLookup(term => term.Variable);
    private readonly ILookup<int, DenseTerm> _dense = coefficients.DenseTerms.ToLookup(term => term.Variable);

    /// <summary>Gets the variables that have any term, ascending.</summary>
    public IEnumerable<int> Variables =>
        coefficients.Variables.ToArray().Union(_lowRank.Select(terms => terms.Key)).Union(_dense.Select(terms => terms.Key)).Order();

    /// <summary>Computes the entries of a variable's matrix: the lower triangle, by column and then row, without zeros.</summary>
    /// <exception cref="OverflowException">An entry is too large for a double, or the matrix to be stored.</exception>
    public List<(int Row, int Column, double Value)> Expand(int variable)
    {
        int term = coefficients.Variables.BinarySearch(variable);
        Range sparse = term < 0 ? 0..0 : coefficients.Starts[term]..coefficients.Starts[term + 1];
        ReadOnlySpan<int> rows = coefficients.Rows[sparse];
        ReadOnlySpan<int> columns = coefficients.Columns[sparse];
        ReadOnlySpan<double> values = coefficients.Values[sparse];
        var entries = new List<(int Row, int Column, double Value)>();
        if (!_lowRank.Contains(variable) && !_dense.Contains(variable))
        {
            for (int k = 0; k < rows.Length; k++)
            {
                entries.Add((rows[k], columns[k], values[k]));
            }

            return entries;
        }

        int[] touched = TouchedRows(variable, rows, columns);
        int n = touched.Length;
        var sums = new double[checked(n * n)];
        for (int k = 0; k < rows.Length; k++)
        {
            sums[Array.BinarySearch(touched, rows[k]) + (n * Array.BinarySearch(touched, columns[k]))] = values[k];
        }

        AddTerms(variable, touched, sums);
        for (int column = 0; column < n; column++)
        {
            for (int row = column; row < n; row++)
            {
                double value = sums[row + (n * column)];
                if (!double.IsFinite(value))
                {
                    throw new OverflowException($"Entry ({touched[row]}, {touched[column]}) of the expanded matrix of variable {variable} is {value}.");
                }

                if (value != 0.0)
                {
                    entries.Add((touched[row], touched[column], value));
                }
            }
        }

        return entries;
    }

    private int[] TouchedRows(int variable, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        if (_dense.Contains(variable))
        {
            return [.. Enumerable.Range(0, shape.Order)];
        }

        var touched = new SortedSet<int>();
        touched.UnionWith(rows.ToArray());
        touched.UnionWith(columns.ToArray());
        foreach (LowRankTerm term in _lowRank[variable])
        {
            for (int k = 0; k < term.Factor.Length; k++)
            {
                if (term.Factor[k] != 0.0)
                {
                    touched.Add(k % shape.Order);
                }
            }
        }

        return [.. touched];
    }

    private void AddTerms(int variable, int[] touched, double[] sums)
    {
        int n = touched.Length;
        foreach (LowRankTerm term in _lowRank[variable])
        {
            for (int r = 0; r < term.Rank; r++)
            {
                ReadOnlySpan<double> u = term.Factor.AsSpan(r * shape.Order, shape.Order);
                for (int column = 0; column < n; column++)
                {
                    double factor = term.Weights[r] * u[touched[column]];
                    for (int row = column; row < n; row++)
                    {
                        sums[row + (n * column)] += factor * u[touched[row]];
                    }
                }
            }
        }

        foreach (DenseTerm term in _dense[variable])
        {
            for (int k = 0; k < sums.Length; k++)
            {
                sums[k] += term.Values[k];
            }
        }
    }
}
