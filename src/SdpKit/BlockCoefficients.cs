using System.Collections.Immutable;

namespace SdpKit;

/// <summary>Represents what all coefficient matrices F_0..F_m hold in one diagonal block. Immutable and thread-safe.</summary>
/// <remarks>
/// The block of F_i is the sum of its sparse term, its low-rank terms U diag(d) U' and its dense terms; most problems have only the first.
/// Sparse terms are stored one after the other, by ascending variable (<see cref="SdpProblem.Constant"/> first): the lower triangle
/// (row >= column), sorted by column and then row, each place once. In a diagonal block every row equals its column and all terms are sparse.
/// </remarks>
public sealed class BlockCoefficients
{
    private readonly int[] _variables;
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly double[] _values;

    internal BlockCoefficients(
        int[] variables,
        int[] starts,
        int[] rows,
        int[] columns,
        double[] values,
        ImmutableArray<LowRankTerm> lowRankTerms,
        ImmutableArray<DenseTerm> denseTerms)
    {
        _variables = variables;
        _starts = starts;
        _rows = rows;
        _columns = columns;
        _values = values;
        LowRankTerms = lowRankTerms;
        DenseTerms = denseTerms;
    }

    /// <summary>Gets the variables that have a sparse term here, ascending; <see cref="SdpProblem.Constant"/> stands for F_0.</summary>
    public ReadOnlySpan<int> Variables => _variables;

    /// <summary>Gets where each sparse term starts in <see cref="Rows"/>, <see cref="Columns"/> and <see cref="Values"/>; one more entry than <see cref="Variables"/>.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>Gets the rows of all sparse entries.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Gets the columns of all sparse entries.</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>Gets the values of all sparse entries.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Gets the low-rank terms, by ascending variable.</summary>
    public ImmutableArray<LowRankTerm> LowRankTerms { get; }

    /// <summary>Gets the dense terms, by ascending variable.</summary>
    public ImmutableArray<DenseTerm> DenseTerms { get; }

    /// <summary>Gets the block in which nothing has a term.</summary>
    internal static BlockCoefficients Empty { get; } = new([], [0], [], [], [], [], []);

    /// <summary>Gets the number of sparse terms of F_0: 1, the first, or 0.</summary>
    internal int ConstantTermCount => _variables is [SdpProblem.Constant, ..] ? 1 : 0;

    /// <summary>Joins the terms of F_0 of one with the terms of F_1..F_m of the other.</summary>
    internal static BlockCoefficients Join(BlockCoefficients constant, BlockCoefficients variables)
    {
        int count = constant.ConstantTermCount;
        int end = constant._starts[count];
        int from = variables.ConstantTermCount;
        int start = variables._starts[from];
        int[] starts = [.. constant.Starts[..count], .. variables.Starts[from..]];
        foreach (ref int place in starts.AsSpan(count))
        {
            place += end - start;
        }

        return new BlockCoefficients(
            [.. constant.Variables[..count], .. variables.Variables[from..]],
            starts,
            [.. constant.Rows[..end], .. variables.Rows[start..]],
            [.. constant.Columns[..end], .. variables.Columns[start..]],
            [.. constant.Values[..end], .. variables.Values[start..]],
            Join(constant.LowRankTerms, variables.LowRankTerms, term => term.Variable),
            Join(constant.DenseTerms, variables.DenseTerms, term => term.Variable));
    }

    private static ImmutableArray<T> Join<T>(ImmutableArray<T> constant, ImmutableArray<T> variables, Func<T, int> variable) => constant.IsEmpty && variables.IsEmpty
        ? []
        : [.. constant.Where(term => variable(term) == SdpProblem.Constant), .. variables.Where(term => variable(term) != SdpProblem.Constant)];
}
