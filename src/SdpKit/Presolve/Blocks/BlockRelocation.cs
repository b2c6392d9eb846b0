using System.Collections.Immutable;

namespace SdpKit.Presolve.Blocks;

/// <summary>Moves the coefficient matrices of a problem to a new layout of blocks.</summary>
internal sealed class BlockRelocation
{
    private readonly BlockLayout _layout;
    private readonly SparseTermList[] _sparse;
    private readonly List<LowRankTerm>[] _lowRank;
    private readonly List<DenseTerm>[] _dense;

    private BlockRelocation(BlockLayout layout)
    {
        _layout = layout;
        int count = layout.Target.Length;
        _sparse = new SparseTermList[count];
        _lowRank = new List<LowRankTerm>[count];
        _dense = new List<DenseTerm>[count];
        for (int t = 0; t < count; t++)
        {
            (_sparse[t], _lowRank[t], _dense[t]) = (new SparseTermList(), [], []);
        }
    }

    /// <summary>Moves all coefficients; those at dropped rows are left out.</summary>
    public static ImmutableArray<BlockCoefficients> Apply(ImmutableArray<BlockCoefficients> coefficients, BlockLayout layout)
    {
        var relocation = new BlockRelocation(layout);
        var whole = new BlockCoefficients?[layout.Target.Length];
        var moved = new List<int>();
        for (int b = 0; b < coefficients.Length; b++)
        {
            BlockPlace first = layout.TargetsOf(b)[0];
            if (first.Block >= 0 && layout.Target[first.Block] == layout.Source[b] && layout.Source[b].Kind == BlockKind.PositiveSemidefinite)
            {
                whole[first.Block] = coefficients[b];
            }
            else
            {
                moved.Add(b);
            }
        }

        relocation.Reserve(coefficients, moved);
        foreach (int b in moved)
        {
            relocation.Move(coefficients[b], b);
        }

        var result = ImmutableArray.CreateBuilder<BlockCoefficients>(whole.Length);
        for (int t = 0; t < whole.Length; t++)
        {
            result.Add(whole[t] ?? relocation._sparse[t].Build([.. relocation._lowRank[t]], [.. relocation._dense[t]]));
        }

        return result.MoveToImmutable();
    }

    private void Move(BlockCoefficients coefficients, int block)
    {
        ReadOnlySpan<BlockPlace> targets = _layout.TargetsOf(block);
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                BlockPlace row = targets[coefficients.Rows[k]];
                if (row.Block >= 0)
                {
                    _sparse[row.Block].Add(coefficients.Variables[t], row.Row, targets[coefficients.Columns[k]].Row, coefficients.Values[k]);
                }
            }
        }

        foreach (LowRankTerm term in coefficients.LowRankTerms)
        {
            MoveLowRank(term, block);
        }

        foreach (DenseTerm term in coefficients.DenseTerms)
        {
            MoveDense(term, block);
        }
    }

    private void Reserve(ImmutableArray<BlockCoefficients> coefficients, List<int> blocks)
    {
        var counts = new int[_sparse.Length];
        foreach (int block in blocks)
        {
            ReadOnlySpan<BlockPlace> targets = _layout.TargetsOf(block);
            foreach (int row in coefficients[block].Rows)
            {
                if (targets[row].Block >= 0)
                {
                    counts[targets[row].Block]++;
                }
            }
        }

        for (int t = 0; t < counts.Length; t++)
        {
            _sparse[t].Reserve(counts[t]);
        }
    }

    /// <summary>Sends each column of U to the one component that its support lies in.</summary>
    private void MoveLowRank(LowRankTerm term, int block)
    {
        int order = _layout.Source[block].Order;
        ReadOnlySpan<BlockPlace> targets = _layout.TargetsOf(block);
        var columns = new SortedDictionary<int, List<int>>();
        for (int k = 0; k < term.Rank; k++)
        {
            int first = term.Factor.AsSpan(k * order, order).IndexOfAnyExcept(0.0);
            if (first < 0 || term.Weights[k] == 0.0 || targets[first].Block < 0)
            {
                continue;
            }

            if (_layout.Target[targets[first].Block].Kind == BlockKind.Diagonal)
            {
                double value = term.Factor[first + (k * order)];
                _sparse[targets[first].Block].Add(term.Variable, targets[first].Row, targets[first].Row, term.Weights[k] * value * value);
            }
            else if (columns.TryGetValue(targets[first].Block, out List<int>? list))
            {
                list.Add(k);
            }
            else
            {
                columns.Add(targets[first].Block, [k]);
            }
        }

        foreach ((int target, List<int> list) in columns)
        {
            ImmutableArray<int> rows = _layout.Parts[target].Rows;
            _lowRank[target].Add(new LowRankTerm(
                term.Variable,
                [.. list.SelectMany(k => rows.Select(row => term.Factor[row + (k * order)]))],
                [.. list.Select(k => term.Weights[k])]));
        }
    }

    private void MoveDense(DenseTerm term, int block)
    {
        int order = _layout.Source[block].Order;
        ReadOnlySpan<BlockPlace> targets = _layout.TargetsOf(block);
        for (int row = 0; row < order; row++)
        {
            BlockPlace place = targets[row];
            if (place.Block < 0)
            {
                continue;
            }

            if (_layout.Target[place.Block].Kind == BlockKind.Diagonal)
            {
                _sparse[place.Block].Add(term.Variable, place.Row, place.Row, term.Values[row + (order * row)]);
            }
            else if (place.Row == 0)
            {
                ImmutableArray<int> rows = _layout.Parts[place.Block].Rows;
                ImmutableArray<double> values = [.. rows.SelectMany(column => rows.Select(r => term.Values[r + (order * column)]))];
                if (values.AsSpan().ContainsAnyExcept(0.0))
                {
                    _dense[place.Block].Add(new DenseTerm(term.Variable, values));
                }
            }
        }
    }
}
