using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SdpKit.Presolve.Terms;

/// <summary>Gathers all terms of one variable in one semidefinite block and chooses their form.</summary>
internal sealed class VariableTerms(int variable, int order)
{
    /// <summary>A low-rank term with s non-zero rows is written out where s (s + 1) / 2 entries are at most this many times s, the length of one column.</summary>
    private const int EntriesPerRow = 3;

    /// <summary>A matrix with a larger part of non-zero entries than one over this is stored dense.</summary>
    private const int SparseFraction = 4;

    /// <summary>Terms of different kinds are joined as low rank up to rank n over this.</summary>
    private const int RankFraction = 8;

    private readonly SparseTermList _entries = new();
    private readonly List<LowRankTerm> _lowRank = [];
    private readonly List<DenseTerm> _dense = [];

    public void AddSparse(BlockCoefficients coefficients, int term) => TermExpansion.AddSparse(_entries, coefficients, term);

    public void AddLowRank(IEnumerable<LowRankTerm> terms)
    {
        foreach (LowRankTerm term in terms)
        {
            int support = Enumerable.Range(0, order).Count(row => Enumerable.Range(0, term.Rank).Any(k => term.Factor[row + (k * order)] != 0.0));
            if (support + 1 <= 2 * EntriesPerRow)
            {
                TermExpansion.AddLowRank(_entries, term, order);
            }
            else
            {
                _lowRank.Add(term);
            }
        }
    }

    public void AddDense(IEnumerable<DenseTerm> terms)
    {
        foreach (DenseTerm term in terms)
        {
            if (IsSparse(term.Values.AsSpan()))
            {
                TermExpansion.AddDense(_entries, term, order);
            }
            else if (RankOneDetection.Find(term, order) is { } product)
            {
                _lowRank.Add(product);
            }
            else
            {
                _dense.Add(term);
            }
        }
    }

    /// <summary>Returns the same matrix in its final form; of a variable, but not of F_0, at most one of the three is not empty and holds one term.</summary>
    public (BlockCoefficients Entries, ImmutableArray<LowRankTerm> LowRank, ImmutableArray<DenseTerm> Dense) Simplified()
    {
        BlockCoefficients entries = _entries.Build([], []);
        if (RankOneDetection.Find(variable, entries.Rows, entries.Columns, entries.Values, order) is { } product)
        {
            _lowRank.Add(product);
            entries = NoEntries;
        }

        int entryCount = entries.Values.Length;
        if (variable == SdpProblem.Constant || (_lowRank.Count == 0 && (_dense.Count == 0 || (_dense.Count == 1 && entryCount == 0))))
        {
            return (entries, [.. _lowRank], [.. _dense]);
        }

        int rank = _lowRank.Sum(term => term.Rank) + RankOfEntries(entries);
        return _dense.Count == 0 && (entryCount == 0 || rank <= order / RankFraction) ? (NoEntries, [Joined(entries)], []) : Expanded(entries);
    }

    private static BlockCoefficients NoEntries => new SparseTermList().Build([], []);

    /// <summary>A diagonal entry is a product e e'; a pair of mirrored ones is the difference of two.</summary>
    private static int RankOfEntries(BlockCoefficients entries)
    {
        int rank = 0;
        for (int k = 0; k < entries.Values.Length; k++)
        {
            rank += entries.Rows[k] == entries.Columns[k] ? 1 : 2;
        }

        return rank;
    }

    private static bool IsSparse(ReadOnlySpan<double> values) => (long)SparseFraction * (values.Length - values.Count(0.0)) <= values.Length;

    /// <summary>One low-rank term: the columns of all, and a (e_i e_j' + e_j e_i') = a/2 ((e_i + e_j)(e_i + e_j)' - (e_i - e_j)(e_i - e_j)').</summary>
    private LowRankTerm Joined(BlockCoefficients entries)
    {
        var factor = new List<double>(_lowRank.SelectMany(term => term.Factor));
        var weights = new List<double>(_lowRank.SelectMany(term => term.Weights));
        var column = new double[order];
        for (int k = 0; k < entries.Values.Length; k++)
        {
            (int i, int j, double value) = (entries.Rows[k], entries.Columns[k], entries.Values[k]);
            ReadOnlySpan<double> signs = i == j ? [0.0] : [1.0, -1.0];
            foreach (double sign in signs)
            {
                column[j] = sign;
                column[i] = 1.0;
                factor.AddRange(column);
                weights.Add(sign == 0.0 ? value : 0.5 * sign * value);
            }

            column[i] = column[j] = 0.0;
        }

        return new LowRankTerm(variable, [.. factor], [.. weights]);
    }

    private (BlockCoefficients Entries, ImmutableArray<LowRankTerm> LowRank, ImmutableArray<DenseTerm> Dense) Expanded(BlockCoefficients entries)
    {
        var sum = new double[order * order];
        foreach (DenseTerm term in _dense)
        {
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += term.Values[k];
            }
        }

        var list = new SparseTermList();
        if (entries.Values.Length > 0)
        {
            TermExpansion.AddSparse(list, entries, 0);
        }

        foreach (LowRankTerm term in _lowRank)
        {
            TermExpansion.AddLowRank(list, term, order);
        }

        BlockCoefficients rest = list.Build([], []);
        for (int k = 0; k < rest.Values.Length; k++)
        {
            sum[rest.Rows[k] + (order * rest.Columns[k])] += rest.Values[k];
            if (rest.Rows[k] != rest.Columns[k])
            {
                sum[rest.Columns[k] + (order * rest.Rows[k])] += rest.Values[k];
            }
        }

        var dense = new DenseTerm(variable, ImmutableCollectionsMarshal.AsImmutableArray(sum));
        if (!IsSparse(sum))
        {
            return (NoEntries, [], [dense]);
        }

        var written = new SparseTermList();
        TermExpansion.AddDense(written, dense, order);
        return (written.Build([], []), [], []);
    }
}
