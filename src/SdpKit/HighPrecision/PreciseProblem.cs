using SdpKit.Presolve.Terms;

namespace SdpKit.HighPrecision;

/// <summary>Represents a small semidefinite program without equalities and quadratic term, its blocks put together in one matrix. Immutable.</summary>
internal sealed class PreciseProblem
{
    private PreciseProblem(DoubleDouble[] objective, PreciseMatrix constant, PreciseCoefficient[] coefficients) =>
        (Objective, Constant, Coefficients) = (objective, constant, coefficients);

    /// <summary>Gets c.</summary>
    public IReadOnlyList<DoubleDouble> Objective { get; }

    /// <summary>Gets F_0.</summary>
    public PreciseMatrix Constant { get; }

    /// <summary>Gets F_1..F_m.</summary>
    public IReadOnlyList<PreciseCoefficient> Coefficients { get; }

    /// <summary>Gets N, the total order.</summary>
    public int Order => Constant.Order;

    public static PreciseProblem Of(SdpProblem problem)
    {
        var entries = Enumerable.Range(0, problem.VariableCount + 1).Select(_ => new List<(int Row, int Column, double Value)>()).ToArray();
        int offset = 0;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            BlockCoefficients block = problem.Coefficients[b];
            var list = new SparseTermList();
            for (int t = 0; t < block.Variables.Length; t++)
            {
                TermExpansion.AddSparse(list, block, t);
            }

            foreach (LowRankTerm term in block.LowRankTerms)
            {
                TermExpansion.AddLowRank(list, term, problem.Blocks[b].Order);
            }

            foreach (DenseTerm term in block.DenseTerms)
            {
                TermExpansion.AddDense(list, term, problem.Blocks[b].Order);
            }

            BlockCoefficients expanded = list.Build([], []);
            for (int t = 0; t < expanded.Variables.Length; t++)
            {
                for (int k = expanded.Starts[t]; k < expanded.Starts[t + 1]; k++)
                {
                    entries[expanded.Variables[t] + 1].Add((expanded.Rows[k] + offset, expanded.Columns[k] + offset, expanded.Values[k]));
                }
            }

            offset += problem.Blocks[b].Order;
        }

        var constant = new PreciseMatrix(new BlockRanges([.. problem.Blocks.SelectMany(Orders)]));
        new PreciseCoefficient([.. entries[0]]).AddTo(constant, 1.0);
        return new PreciseProblem(
            [.. problem.Objective.ToArray().Select(c => (DoubleDouble)c)],
            constant,
            [.. entries.Skip(1).Select(list => new PreciseCoefficient([.. list]))]);
    }

    /// <summary>Makes the problem whose primal cone is X + primalShift I >= 0 and whose dual cone is Y + dualShift I >= 0, written for X + primalShift I and Y + dualShift I.</summary>
    public PreciseProblem Shifted(DoubleDouble primalShift, DoubleDouble dualShift)
    {
        var identity = PreciseMatrix.ScaledIdentity(Constant.Blocks, 1.0);
        return new PreciseProblem(
            [.. Objective.Zip(Coefficients, (c, coefficient) => c + (dualShift * coefficient.Inner(identity)))],
            Constant - (primalShift * identity),
            [.. Coefficients]);
    }

    /// <summary>A diagonal block is a sequence of blocks of order 1.</summary>
    private static IEnumerable<int> Orders(SdpBlock block) =>
        block.Kind == BlockKind.Diagonal ? Enumerable.Repeat(1, block.Order) : [block.Order];

    /// <summary>Computes sum x_i F_i.</summary>
    public PreciseMatrix Combine(IReadOnlyList<DoubleDouble> x)
    {
        var sum = new PreciseMatrix(Constant.Blocks);
        for (int i = 0; i < x.Count; i++)
        {
            Coefficients[i].AddTo(sum, x[i]);
        }

        return sum;
    }
}
