using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SdpKit.Presolve;

/// <summary>Compares two problems bit by bit in all but c, F_0 and b.</summary>
internal static class SameStructure
{
    /// <summary>Says whether blocks, F_1..F_m, A and Q are the same.</summary>
    public static bool Of(SdpProblem one, SdpProblem other)
    {
        bool isSame = one.VariableCount == other.VariableCount
            && one.Blocks.AsSpan().SequenceEqual(other.Blocks.AsSpan())
            && Of(one.Equalities, other.Equalities)
            && Of(one.Quadratic, other.Quadratic);
        for (int b = 0; isSame && b < one.Blocks.Length; b++)
        {
            isSame = Of(one.Coefficients[b], other.Coefficients[b]);
        }

        return isSame;
    }

    private static bool Of(SparseRows one, SparseRows other)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        bool isSame = one.RowCount == other.RowCount && one.ColumnCount == other.ColumnCount && one.EntryCount == other.EntryCount;
        for (int row = 0; isSame && row < one.RowCount; row++)
        {
            isSame = one.Columns(row).SequenceEqual(other.Columns(row)) && HaveSameBits(one.Values(row), other.Values(row));
        }

        return isSame;
    }

    private static bool Of(BlockCoefficients one, BlockCoefficients other) =>
        ReferenceEquals(one, other) || (HaveSameEntries(one, other) && HaveSameLowRankTerms(one, other) && HaveSameDenseTerms(one, other));

    private static bool HaveSameEntries(BlockCoefficients one, BlockCoefficients other)
    {
        (int t, int u) = (one.ConstantTermCount, other.ConstantTermCount);
        (int first, int second) = (one.Starts[t], other.Starts[u]);
        bool isSame = one.Variables[t..].SequenceEqual(other.Variables[u..])
            && one.Rows[first..].SequenceEqual(other.Rows[second..])
            && one.Columns[first..].SequenceEqual(other.Columns[second..])
            && HaveSameBits(one.Values[first..], other.Values[second..]);
        for (; isSame && t < one.Variables.Length; t++, u++)
        {
            isSame = one.Starts[t + 1] - first == other.Starts[u + 1] - second;
        }

        return isSame;
    }

    private static bool HaveSameLowRankTerms(BlockCoefficients one, BlockCoefficients other) => HaveSameTerms(
        one.LowRankTerms,
        other.LowRankTerms,
        term => term.Variable,
        (term, same) => HaveSameBits(term.Factor.AsSpan(), same.Factor.AsSpan()) && HaveSameBits(term.Weights.AsSpan(), same.Weights.AsSpan()));

    private static bool HaveSameDenseTerms(BlockCoefficients one, BlockCoefficients other) => HaveSameTerms(
        one.DenseTerms,
        other.DenseTerms,
        term => term.Variable,
        (term, same) => HaveSameBits(term.Values.AsSpan(), same.Values.AsSpan()));

    /// <summary>Compares all terms but those of F_0.</summary>
    private static bool HaveSameTerms<TTerm>(ImmutableArray<TTerm> one, ImmutableArray<TTerm> other, Func<TTerm, int> variable, Func<TTerm, TTerm, bool> haveSameBits)
    {
        TTerm[] terms = [.. one.Where(term => variable(term) != SdpProblem.Constant)];
        TTerm[] others = [.. other.Where(term => variable(term) != SdpProblem.Constant)];
        return terms.Length == others.Length
            && terms.Zip(others).All(pair => variable(pair.First) == variable(pair.Second) && haveSameBits(pair.First, pair.Second));
    }

    private static bool HaveSameBits(ReadOnlySpan<double> one, ReadOnlySpan<double> other) =>
        MemoryMarshal.AsBytes(one).SequenceEqual(MemoryMarshal.AsBytes(other));
}
