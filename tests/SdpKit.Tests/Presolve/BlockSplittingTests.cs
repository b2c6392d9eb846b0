using FsCheck.Xunit;
using SdpKit.Formats;
using SdpKit.Presolve;
using SdpKit.Presolve.Blocks;
using SdpKit.Verification;

namespace SdpKit.Tests.Presolve;

public sealed class BlockSplittingTests
{
    [Property(MaxTest = 100)]
    public void Permuted_block_diagonal_matrix_is_taken_apart(int seed)
    {
        var planted = new PlantedProblem(seed);
        SdpProblem reduced = Presolver.Reduce(planted.Builder.Build(), CancellationToken.None).Reduced;
        int[] orders = [.. reduced.Blocks.Where(block => block.Kind == BlockKind.PositiveSemidefinite).Select(block => block.Order)];
        Assert.Equal(planted.ComponentOrders.SelectMany(list => list).Where(order => order > 1).Order(), orders.Order());
    }

    [Fact]
    public void Rows_without_entries_are_dropped_and_come_back_as_zero()
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddEntry(0, builder.AddSemidefiniteBlock(4), 3, 1, 1.0);
        PresolvedProblem presolved = Presolver.Reduce(builder.Build(), CancellationToken.None);
        Assert.Equal([new SdpBlock(BlockKind.PositiveSemidefinite, 2)], presolved.Reduced.Blocks.ToArray());
        SymmetricBlockMatrix ones = new(presolved.Reduced.Blocks);
        ones.Values(0).Fill(1.0);
        SymmetricBlockMatrix restored = presolved.Restore(new PrimalDualPoint([1.0], ones, ones, [])).DualMatrix;
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1], restored.Values(0).ToArray());
    }

    [Fact]
    public void Constant_part_that_dominates_its_diagonal_is_dropped_and_comes_back_as_it_is()
    {
        SdpProblem problem = WithConstantPart(-2.0, 1.0, -1.0);
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        Assert.Equal([new SdpBlock(BlockKind.Diagonal, 1)], presolved.Reduced.Blocks.ToArray());
        SymmetricBlockMatrix one = new(presolved.Reduced.Blocks);
        one.Values(0).Fill(1.0);
        PrimalDualPoint restored = presolved.Restore(new PrimalDualPoint([1.0], one, one, []));
        Assert.Equal([1, 0, 0, 0, 2, -1, 0, -1, 1], restored.PrimalMatrix.Values(0).ToArray());
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0], restored.DualMatrix.Values(0).ToArray());
    }

    [Fact]
    public void Constant_part_that_is_not_clearly_semidefinite_is_kept()
    {
        SdpProblem reduced = Presolver.Reduce(WithConstantPart(-1.0, 3.0, -4.0), CancellationToken.None).Reduced;
        Assert.Equal([new SdpBlock(BlockKind.PositiveSemidefinite, 2), new SdpBlock(BlockKind.Diagonal, 1)], reduced.Blocks.ToArray());
    }

    [Fact]
    public void Constant_part_with_a_negative_diagonal_entry_proves_infeasibility()
    {
        SdpProblem problem = WithConstantPart(0.5, 1.0, -4.0);
        var ray = Assert.IsType<InfeasibilityRay.Primal>(Presolver.Reduce(problem, CancellationToken.None).Ray);
        Assert.Equal(0.0, SolutionChecker.PrimalInfeasibilityResidual(problem, ray.Matrix, ray.Multipliers));
    }

    [Theory]
    [InlineData(1.0, typeof(InfeasibilityRay.Primal))]
    [InlineData(-1.0, null)]
    public void Constant_scalar_is_decided_without_variables(double constant, Type? ray)
    {
        var builder = new SdpProblemBuilder(0);
        builder.AddEntry(SdpProblem.Constant, builder.AddDiagonalBlock(2), 1, 1, constant);
        PresolvedProblem presolved = Presolver.Reduce(builder.Build(), CancellationToken.None);
        Assert.Equal(ray, presolved.Ray?.GetType());
        Assert.Equal(ray is null, presolved.Reduced.Blocks.IsEmpty);
    }

    /// <summary>The components of SDPLIB that a search for connected components in the graphs of the files gives.</summary>
    [DataTheory("sdplib")]
    [InlineData("qpG11", "800", 800)]
    [InlineData("mcp500-1", "441 2 2 2 2 2", 49)]
    [InlineData("mcp124-1", "112", 12)]
    [InlineData("mcp250-2", "248", 2)]
    [InlineData("equalG11", "800", 1)]
    [InlineData("theta1", "50", 0)]
    [InlineData("gpp100", "100", 0)]
    public void Sdplib_problem_has_the_known_components(string name, string orders, int scalars)
    {
        using FileStream stream = File.OpenRead(TestData.Path($"sdplib/{name}.dat-s"));
        PresolvedProblem presolved = BlockSplitting.Apply(PresolvedProblem.Unchanged(SdpaReader.Read(stream).Problem), CancellationToken.None);
        Assert.Equal(orders, string.Join(' ', presolved.Reduced.Blocks.Where(block => block.Kind == BlockKind.PositiveSemidefinite).Select(block => block.Order)));
        Assert.Equal(scalars, presolved.Reduced.Blocks.Where(block => block.Kind == BlockKind.Diagonal).Sum(block => block.Order));
    }

    /// <summary>x_1 in row 1; rows 2 and 3 hold a constant part of F_0 only.</summary>
    private static SdpProblem WithConstantPart(double first, double offDiagonal, double second)
    {
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(3);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 1, first);
        builder.AddEntry(SdpProblem.Constant, block, 1, 2, offDiagonal);
        builder.AddEntry(SdpProblem.Constant, block, 2, 2, second);
        return builder.Build();
    }
}
