namespace SdpKit.Presolve.Terms;

/// <summary>Writes terms out as sparse entries.</summary>
internal static class TermExpansion
{
    /// <summary>Adds sparse term number <paramref name="term"/>.</summary>
    public static void AddSparse(SparseTermList target, BlockCoefficients coefficients, int term)
    {
        for (int k = coefficients.Starts[term]; k < coefficients.Starts[term + 1]; k++)
        {
            target.Add(coefficients.Variables[term], coefficients.Rows[k], coefficients.Columns[k], coefficients.Values[k]);
        }
    }

    /// <summary>Adds the lower triangle of <c>weight * u u'</c>.</summary>
    public static void AddOuterProduct(SparseTermList target, int variable, ReadOnlySpan<double> u, double weight)
    {
        for (int column = 0; column < u.Length && weight != 0.0; column++)
        {
            if (u[column] == 0.0)
            {
                continue;
            }

            for (int row = column; row < u.Length; row++)
            {
                if (u[row] != 0.0)
                {
                    target.Add(variable, row, column, weight * u[row] * u[column]);
                }
            }
        }
    }

    /// <summary>Adds the lower triangle of U diag(d) U'.</summary>
    public static void AddLowRank(SparseTermList target, LowRankTerm term, int order)
    {
        for (int k = 0; k < term.Rank; k++)
        {
            AddOuterProduct(target, term.Variable, term.Factor.AsSpan(k * order, order), term.Weights[k]);
        }
    }

    /// <summary>Adds the lower triangle of a dense term.</summary>
    public static void AddDense(SparseTermList target, DenseTerm term, int order)
    {
        for (int column = 0; column < order; column++)
        {
            for (int row = column; row < order; row++)
            {
                if (term.Values[row + (order * column)] != 0.0)
                {
                    target.Add(term.Variable, row, column, term.Values[row + (order * column)]);
                }
            }
        }
    }
}
