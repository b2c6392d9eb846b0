using SdpKit.Presolve;
using SdpKit.SchurSystem;

namespace SdpKit.Tests.Solving;

public class StructureTests
{
    [Fact]
    public void Equality_adds_no_linear_columns()
    {
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddSemidefiniteBlock(2);
        int diagonal = builder.AddDiagonalBlock(3);
        builder.SetObjective([1.0, 1.0]);
        for (int i = 0; i < 2; i++)
        {
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEntry(i, diagonal, i, i, 1.0);
            builder.AddEntry(i, diagonal, 2, 2, 1.0 + i);
        }

        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        int equality = builder.AddEquality(1.5);
        builder.AddEqualityEntry(equality, 0, 1.0);
        builder.AddEqualityEntry(equality, 1, -1.0);
        SdpProblem problem = builder.Build();

        SdpProblem reduced = Presolver.Reduce(problem, CancellationToken.None).Reduced;
        Assert.Equal(1, reduced.Equalities.RowCount);
        Assert.Equal(2, reduced.VariableCount);
        Assert.Equal(problem.Blocks, reduced.Blocks);
        Assert.Equal(2.5, CheckedSolve.Optimum(problem), 1e-5);
    }

    [Fact]
    public void Matrix_of_ones_given_as_rank_one_is_never_expanded()
    {
        const int Order = 2000;
        const long TwoSquares = 2L * Order * Order * sizeof(double);
        SdpProblem without = WithOnes(Order, isWith: false);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SdpProblem with = WithOnes(Order, isWith: true);
        SdpProblem reduced = Presolver.Reduce(with, CancellationToken.None).Reduced;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, TwoSquares / 4);
        Assert.NotEmpty(reduced.Coefficients[0].LowRankTerms);
        Assert.InRange(MemoryEstimate.Of(with).Bytes - MemoryEstimate.Of(without).Bytes, 0.0, TwoSquares);
    }

    [Fact]
    public void Chain_has_a_sparse_Schur_complement()
    {
        SdpProblem chain = Instances.Chain(500, 1);
        var analysis = new SchurAnalysis(Presolver.Reduce(chain, CancellationToken.None).Reduced);
        Assert.NotNull(analysis.Pattern.Cliques);
        Assert.InRange(analysis.Pattern.Cliques.Symbolic.FactorEntryCount, 0, 20L * chain.VariableCount);
        CheckedSolve.Optimum(chain);
    }

    [Fact]
    public void Block_that_falls_apart_is_solved_as_its_parts()
    {
        // The even and the odd places of one block know nothing of each other.
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddSemidefiniteBlock(6);
        for (int i = 0; i < 6; i++)
        {
            builder.AddEntry(i % 2, block, i, i, 1.0);
            if (i >= 2)
            {
                builder.AddEntry(SdpProblem.Constant, block, i, i - 2, 1.0 + (i % 2));
            }
        }

        builder.SetObjective([1.0, 1.0]);
        SdpProblem problem = builder.Build();
        Assert.Equal([3, 3], Presolver.Reduce(problem, CancellationToken.None).Reduced.Blocks.Select(part => part.Order));

        // The largest eigenvalue of a path of three is the square root of 2.
        Assert.Equal(3.0 * Math.Sqrt(2.0), CheckedSolve.Optimum(problem), 1e-5);
    }

    /// <summary>minimize sum x_i (+ y), diag(x) (+ y ones) >= I.</summary>
    private static SdpProblem WithOnes(int order, bool isWith)
    {
        var builder = new SdpProblemBuilder(order + 1);
        int block = builder.AddSemidefiniteBlock(order);
        for (int i = 0; i < order; i++)
        {
            builder.SetObjective(i, 1.0);
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEntry(SdpProblem.Constant, block, i, i, 1.0);
        }

        builder.SetObjective(order, 1.0);
        builder.AddEntry(order, block, 1, 0, 1.0);
        if (isWith)
        {
            builder.AddLowRank(order, block, Enumerable.Repeat(1.0, order).ToArray(), [1.0]);
        }

        return builder.Build();
    }
}
