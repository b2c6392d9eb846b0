using SdpKit.Presolve.Terms;

namespace SdpKit.Presolve.Blocks;

/// <summary>Holds the entries of -F_0 in those components of one block that no variable reaches; X equals -F_0 there whatever x is.</summary>
internal sealed class ConstantEntries
{
    private readonly BlockCoefficients _entries;
    private readonly double[] _margins;

    private ConstantEntries(BlockCoefficients entries, int order)
    {
        _entries = entries;
        _margins = new double[order];
        for (int k = 0; k < entries.Values.Length; k++)
        {
            if (entries.Rows[k] == entries.Columns[k])
            {
                _margins[entries.Rows[k]] += entries.Values[k];
            }
            else
            {
                _margins[entries.Rows[k]] -= Math.Abs(entries.Values[k]);
                _margins[entries.Columns[k]] -= Math.Abs(entries.Values[k]);
            }
        }
    }

    /// <summary>Collects the entries.</summary>
    /// <param name="coefficients">The coefficients of the block.</param>
    /// <param name="order">The order of the block.</param>
    /// <param name="isConstant">For each row, whether no variable reaches its component.</param>
    public static ConstantEntries Collect(BlockCoefficients coefficients, int order, ReadOnlySpan<bool> isConstant)
    {
        var list = new SparseTermList();
        if (coefficients.Variables is [SdpProblem.Constant, ..])
        {
            for (int k = 0; k < coefficients.Starts[1]; k++)
            {
                if (isConstant[coefficients.Rows[k]])
                {
                    list.Add(SdpProblem.Constant, coefficients.Rows[k], coefficients.Columns[k], -coefficients.Values[k]);
                }
            }
        }

        foreach (LowRankTerm term in coefficients.LowRankTerms.Where(term => term.Variable == SdpProblem.Constant))
        {
            for (int k = 0; k < term.Rank; k++)
            {
                ReadOnlySpan<double> u = term.Factor.AsSpan(k * order, order);
                int first = u.IndexOfAnyExcept(0.0);
                if (first >= 0 && isConstant[first])
                {
                    TermExpansion.AddOuterProduct(list, SdpProblem.Constant, u, -term.Weights[k]);
                }
            }
        }

        foreach (DenseTerm term in coefficients.DenseTerms.Where(term => term.Variable == SdpProblem.Constant))
        {
            for (int column = 0; column < order; column++)
            {
                for (int row = column; row < order && isConstant[column]; row++)
                {
                    list.Add(SdpProblem.Constant, row, column, -term.Values[row + (order * column)]);
                }
            }
        }

        return new ConstantEntries(list.Build([], []), order);
    }

    /// <summary>Says whether -F_0 is diagonally dominant on a component, which makes it positive semidefinite; on a single row it is the exact test.</summary>
    public bool IsDominant(BlockComponent component) => component.Rows.All(row => _margins[row] >= 0.0);

    /// <summary>Finds a row with a negative diagonal entry of -F_0, which no x can repair; -1 where there is none.</summary>
    public int NegativeDiagonalRow()
    {
        for (int k = 0; k < _entries.Values.Length; k++)
        {
            if (_entries.Rows[k] == _entries.Columns[k] && _entries.Values[k] < 0.0)
            {
                return _entries.Rows[k];
            }
        }

        return -1;
    }

    /// <summary>Writes the entries into a block of X.</summary>
    public void CopyTo(SymmetricBlockMatrix matrix, int block)
    {
        for (int k = 0; k < _entries.Values.Length; k++)
        {
            matrix[block, _entries.Rows[k], _entries.Columns[k]] = _entries.Values[k];
        }
    }
}
