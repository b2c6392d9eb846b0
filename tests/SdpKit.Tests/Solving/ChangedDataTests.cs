namespace SdpKit.Tests.Solving;

public class ChangedDataTests
{
    [Fact]
    public void Problem_with_another_objective_is_the_problem_built_with_it()
    {
        SdpProblem changed = Eigenvalue(2.0, 1.0, 3.0).WithObjective([5.0]);
        Assert.Equal(5.0 * LargestEigenvalue(2.0, 1.0, 3.0), CheckedSolve.Optimum(changed), 1e-5);
    }

    [Fact]
    public void Problem_with_another_constant_is_the_problem_built_with_it()
    {
        SdpProblem problem = Eigenvalue(2.0, 1.0, 3.0);
        var constant = new SymmetricBlockMatrix(problem.Blocks);
        constant[0, 0, 0] = 4.0;
        constant[0, 1, 0] = -2.0;
        constant[0, 1, 1] = 1.0;
        Assert.Equal(LargestEigenvalue(4.0, -2.0, 1.0), CheckedSolve.Optimum(problem.WithConstant(constant)), 1e-6);
        Assert.Equal(LargestEigenvalue(2.0, 1.0, 3.0), CheckedSolve.Optimum(problem), 1e-6);
    }

    [Fact]
    public void Wrong_shapes_and_numbers_are_refused()
    {
        SdpProblem problem = Eigenvalue(2.0, 1.0, 3.0);
        Assert.Throws<ArgumentException>(() => problem.WithObjective([1.0, 2.0]));
        Assert.Throws<ArgumentException>(() => problem.WithObjective([double.NaN]));
        Assert.Throws<ArgumentException>(() => problem.WithConstant(new SymmetricBlockMatrix([new SdpBlock(BlockKind.Diagonal, 2)])));
        var constant = new SymmetricBlockMatrix(problem.Blocks);
        constant[0, 1, 0] = double.PositiveInfinity;
        Assert.Throws<ArgumentException>(() => problem.WithConstant(constant));
    }

    private static double LargestEigenvalue(double a, double b, double c) => (0.5 * (a + c)) + Math.Sqrt((0.25 * (a - c) * (a - c)) + (b * b));

    /// <summary>minimize t subject to tI - [a b; b c] >= 0.</summary>
    private static SdpProblem Eigenvalue(double a, double b, double c)
    {
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective(0, 1.0);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(0, block, 1, 1, 1.0);
        builder.AddDense(SdpProblem.Constant, block, [a, b, b, c]);
        return builder.Build();
    }
}
