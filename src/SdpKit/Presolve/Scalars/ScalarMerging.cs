using System.Collections.Immutable;
using SdpKit.Presolve.Blocks;

namespace SdpKit.Presolve.Scalars;

/// <summary>Drops scalar constraints that tighter ones imply and makes an equality of each pair a'x >= b, -a'x >= -b.</summary>
/// <remarks>
/// Such a pair is how formats without free dual variables write one, as a difference. Left alone it has no interior, and both parts of the
/// difference grow without bound. The multiplier v of the equality is the difference again: max(v, 0) and max(-v, 0).
/// </remarks>
internal sealed class ScalarMerging : PresolveStep
{
    private readonly BlockLayout _layout;
    private readonly ImmutableArray<(ScalarRow Row, ScalarRow Opposite)> _pairs;
    private readonly ImmutableArray<(ScalarRow Row, ScalarRow Tightest)> _implied;

    /// <summary>Makes the step; the new equalities come after those of the problem, in the order of the pairs.</summary>
    public ScalarMerging(
        SdpProblem problem,
        ImmutableArray<(ScalarRow Row, ScalarRow Opposite)> pairs,
        ImmutableArray<(ScalarRow Row, ScalarRow Tightest)> implied)
        : this(problem, Layout(problem, [.. pairs.SelectMany(pair => new[] { pair.Row, pair.Opposite }), .. implied.Select(pair => pair.Row)]), pairs, implied)
    {
    }

    private ScalarMerging(
        SdpProblem problem,
        BlockLayout layout,
        ImmutableArray<(ScalarRow Row, ScalarRow Opposite)> pairs,
        ImmutableArray<(ScalarRow Row, ScalarRow Tightest)> implied)
        : base(WithEqualities(problem.WithBlocks(layout.Target, BlockRelocation.Apply(problem.Coefficients, layout)), pairs))
    {
        _layout = layout;
        _pairs = pairs;
        _implied = implied;
    }

    private int ScalarBlock => _layout.Source.Length - 1;

    /// <inheritdoc/>
    public override SymmetricBlockMatrix RestorePrimalMatrix(SymmetricBlockMatrix matrix, double[] variables)
    {
        var result = new SymmetricBlockMatrix(_layout.Source);
        _layout.Scatter(matrix, result);
        Span<double> scalars = result.Values(ScalarBlock);
        foreach ((ScalarRow row, ScalarRow tightest) in _implied)
        {
            scalars[row.Index] = scalars[tightest.Index] + (tightest.Bound - row.Bound);
        }

        return result;
    }

    /// <inheritdoc/>
    public override (SymmetricBlockMatrix Matrix, double[] Multipliers) RestoreDual(SymmetricBlockMatrix matrix, double[] multipliers)
    {
        var result = new SymmetricBlockMatrix(_layout.Source);
        _layout.Scatter(matrix, result);
        Span<double> scalars = result.Values(ScalarBlock);
        int equalityCount = multipliers.Length - _pairs.Length;
        for (int k = 0; k < _pairs.Length; k++)
        {
            double v = multipliers[equalityCount + k];
            scalars[_pairs[k].Row.Index] = Math.Max(v, 0.0);
            scalars[_pairs[k].Opposite.Index] = Math.Max(-v, 0.0);
        }

        return (result, multipliers[..equalityCount]);
    }

    private static BlockLayout Layout(SdpProblem problem, IEnumerable<ScalarRow> dropped)
    {
        int last = problem.Blocks.Length - 1;
        var gone = dropped.Select(row => row.Index).ToHashSet();
        return new BlockLayout(
            problem.Blocks,
            [.. problem.Blocks.Take(last).Select((block, b) => new BlockPart(b, [.. Enumerable.Range(0, block.Order)]))],
            [.. Enumerable.Range(0, problem.Blocks[last].Order).Where(row => !gone.Contains(row)).Select(row => new BlockPlace(last, row))]);
    }

    private static SdpProblem WithEqualities(SdpProblem problem, ImmutableArray<(ScalarRow Row, ScalarRow Opposite)> pairs)
    {
        var equalities = new TripletList();
        int count = problem.Equalities.RowCount;
        for (int row = 0; row < count; row++)
        {
            for (int k = 0; k < problem.Equalities.Columns(row).Length; k++)
            {
                equalities.Add(row, problem.Equalities.Columns(row)[k], problem.Equalities.Values(row)[k]);
            }
        }

        for (int pair = 0; pair < pairs.Length; pair++)
        {
            ScalarRow row = pairs[pair].Row;
            for (int k = 0; k < row.Variables.Length; k++)
            {
                equalities.Add(count + pair, row.Variables[k], row.Values[k]);
            }
        }

        return problem.WithEqualities(
            equalities.Build(count + pairs.Length, problem.VariableCount),
            [.. problem.EqualityRightHandSide, .. pairs.Select(pair => pair.Row.Bound)]);
    }
}
