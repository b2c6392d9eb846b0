namespace SdpKit.Presolve.Faces;

/// <summary>Writes a coefficient matrix with few entries as a low-rank term.</summary>
internal static class SparseFactorization
{
    /// <summary>Factors sparse term number <paramref name="term"/>, entry by entry:</summary>
    /// <remarks>
    /// <code>
    /// v e_i e_i' as it is;   v (e_i e_j' + e_j e_i') = (v/2) (e_i + e_j)(e_i + e_j)' - (v/2) (e_i - e_j)(e_i - e_j)'
    /// </code>
    /// </remarks>
    public static LowRankTerm Factor(BlockCoefficients coefficients, int term, int order)
    {
        var factor = new List<double>();
        var weights = new List<double>();
        for (int k = coefficients.Starts[term]; k < coefficients.Starts[term + 1]; k++)
        {
            (int row, int column, double value) = (coefficients.Rows[k], coefficients.Columns[k], coefficients.Values[k]);
            if (row == column)
            {
                factor.AddRange(Column(order, row, row, 0.0));
                weights.Add(value);
                continue;
            }

            factor.AddRange(Column(order, row, column, 1.0));
            weights.Add(0.5 * value);
            factor.AddRange(Column(order, row, column, -1.0));
            weights.Add(-0.5 * value);
        }

        return new LowRankTerm(coefficients.Variables[term], [.. factor], [.. weights]);
    }

    /// <summary>Computes e_i + sign e_j.</summary>
    private static double[] Column(int order, int i, int j, double sign)
    {
        var column = new double[order];
        column[j] += sign;
        column[i] += 1.0;
        return column;
    }
}
