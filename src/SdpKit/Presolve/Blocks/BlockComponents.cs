using System.Collections.Immutable;

namespace SdpKit.Presolve.Blocks;

/// <summary>Finds the connected components of the aggregate pattern of one block: rows p and q meet where some F_i, F_0 included, has an entry (p, q).</summary>
internal sealed class BlockComponents
{
    private readonly DisjointSets _sets;
    private readonly bool[] _hasEntry;
    private readonly bool[] _hasVariable;

    private BlockComponents(int order)
    {
        _sets = new DisjointSets(order);
        _hasEntry = new bool[order];
        _hasVariable = new bool[order];
    }

    /// <summary>Finds the components by ascending smallest row; rows without any entry are in none of them.</summary>
    public static ImmutableArray<BlockComponent> Find(BlockCoefficients coefficients, int order)
    {
        var components = new BlockComponents(order);
        components.AddSparse(coefficients);
        foreach (LowRankTerm term in coefficients.LowRankTerms)
        {
            components.AddLowRank(term, order);
        }

        foreach (DenseTerm term in coefficients.DenseTerms)
        {
            components.AddDense(term, order);
        }

        return components.Collect();
    }

    private void AddSparse(BlockCoefficients coefficients)
    {
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            bool isVariable = coefficients.Variables[t] != SdpProblem.Constant;
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                Add(coefficients.Rows[k], coefficients.Columns[k], isVariable);
            }
        }
    }

    private void AddLowRank(LowRankTerm term, int order)
    {
        for (int k = 0; k < term.Rank; k++)
        {
            ReadOnlySpan<double> column = term.Factor.AsSpan(k * order, order);
            int first = column.IndexOfAnyExcept(0.0);
            if (first < 0 || term.Weights[k] == 0.0)
            {
                continue;
            }

            for (int row = first; row < order; row++)
            {
                if (column[row] != 0.0)
                {
                    Add(row, first, term.Variable != SdpProblem.Constant);
                }
            }
        }
    }

    private void AddDense(DenseTerm term, int order)
    {
        for (int column = 0; column < order; column++)
        {
            for (int row = column; row < order; row++)
            {
                if (term.Values[row + (order * column)] != 0.0)
                {
                    Add(row, column, term.Variable != SdpProblem.Constant);
                }
            }
        }
    }

    private void Add(int row, int column, bool isVariable)
    {
        _hasEntry[row] = _hasEntry[column] = true;
        _hasVariable[row] |= isVariable;
        if (row != column)
        {
            _sets.Join(row, column);
        }
    }

    private ImmutableArray<BlockComponent> Collect()
    {
        int order = _hasEntry.Length;
        var rows = new List<int>?[order];
        var withVariable = new bool[order];
        for (int row = 0; row < order; row++)
        {
            if (_hasEntry[row])
            {
                int root = _sets.Find(row);
                (rows[root] ??= []).Add(row);
                withVariable[root] |= _hasVariable[row];
            }
        }

        var components = ImmutableArray.CreateBuilder<BlockComponent>();
        for (int root = 0; root < order; root++)
        {
            if (rows[root] is { } members)
            {
                components.Add(new BlockComponent([.. members], withVariable[root]));
            }
        }

        return components.ToImmutable();
    }
}
