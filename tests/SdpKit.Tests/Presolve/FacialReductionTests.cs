using SdpKit.Formats;
using SdpKit.Presolve;
using SdpKit.Tests.Solving;
using SdpKit.Verification;

namespace SdpKit.Tests.Presolve;

public class FacialReductionTests
{
    /// <summary>Graph bisection of a cycle: minimize &lt;C,Y> subject to Y_ii = 1 and e'Ye = 0, whose Y has no interior.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(20)]
    public void Cycle_is_bisected_as_its_second_eigenvalue_says(int order)
    {
        SdpProblem problem = Bisection(order);
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        Assert.Equal(order - 1, presolved.Reduced.Blocks.Single().Order);
        Assert.Equal(order, presolved.Reduced.VariableCount);

        // The cycle is vertex-transitive, so Y from the eigenspace of the Laplacian's second eigenvalue is optimal: n (2 - 2 cos(2 pi / n)).
        double expected = -order * (2.0 - (2.0 * Math.Cos(2.0 * Math.PI / order)));
        SdpSolution solution = CheckedSolve.Of(problem);
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.Equal(expected, solution.Objective, 1e-6 * Math.Abs(expected));
    }

    [Fact]
    public void What_does_not_touch_the_axis_stays_sparse_and_the_rest_becomes_multiples_of_one_term()
    {
        BlockCoefficients coefficients = Presolver.Reduce(Bisection(20), CancellationToken.None).Reduced.Coefficients.Single();
        Assert.Equal(20, coefficients.Variables.Length);
        Assert.Equal([SdpProblem.Constant, 0], coefficients.LowRankTerms.Select(term => term.Variable));
        Assert.All(coefficients.LowRankTerms, term => Assert.All(term.Factor, value => Assert.Equal(-1.0, value)));
        Assert.Empty(coefficients.DenseTerms);
    }

    [Fact]
    public void Restored_dual_matrix_lies_on_the_face()
    {
        SdpSolution solution = CheckedSolve.Of(Bisection(9));
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(0.0, Enumerable.Range(0, 9).Sum(j => solution.DualMatrix[0, i, j]), 1e-12);
        }
    }

    [Theory]
    [InlineData(1e-3, true)]
    [InlineData(0.0, false)]
    public void Variable_that_costs_something_or_occurs_elsewhere_exposes_no_face(double cost, bool alone)
    {
        SdpProblem problem = Bisection(8, cost, alone);
        Assert.Equal(8, Presolver.Reduce(problem, CancellationToken.None).Reduced.Blocks[0].Order);
    }

    [Fact]
    public void Restored_point_has_the_dual_objective_and_residual_of_the_reduced_one()
    {
        SdpProblem problem = Bisection(7);
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        var blocks = presolved.Reduced.Blocks;
        var point = new PrimalDualPoint(new double[7], new SymmetricBlockMatrix(blocks), new SymmetricBlockMatrix(blocks), []);
        var random = new Random(1);
        for (int row = 0; row < 6; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                point.DualMatrix[0, row, column] = (row == column ? 6.0 : 0.0) + random.NextDouble();
            }
        }

        CheckedPoint reduced = Check(presolved.Reduced, point);
        CheckedPoint original = Check(problem, presolved.Restore(point));
        Assert.Equal(reduced.DualObjective, original.DualObjective, 1e-10);
        Assert.Equal(reduced.Errors.DualResidual, original.Errors.DualResidual, 1e-10);
        Assert.InRange(original.Errors.DualCone, 0.0, 1e-14);
    }

    [DataFact("sdplib")]
    public void Graph_partitioning_of_Sdplib_is_reduced_although_its_ones_are_written_out()
    {
        using FileStream stream = File.OpenRead(TestData.Path("sdplib/gpp100.dat-s"));
        PresolvedProblem presolved = Presolver.Reduce(SdpaReader.Read(stream).Problem, CancellationToken.None);
        Assert.Equal(100, presolved.Reduced.VariableCount);
        Assert.Equal(99, Assert.Single(presolved.Reduced.Blocks).Order);
    }

    private static CheckedPoint Check(SdpProblem problem, PrimalDualPoint point) =>
        SolutionChecker.Check(problem, point.Variables, point.PrimalMatrix, point.DualMatrix, point.Multipliers);

    /// <summary>A bisection into halves, with a cost of x_n and, unless it stands alone, a second block for it.</summary>
    private static SdpProblem Bisection(int order, double cost = 0.0, bool alone = true)
    {
        SdpProblemBuilder builder = BisectionProblem.Of([.. Enumerable.Repeat(1.0, order)]);
        builder.SetObjective(order, cost);
        if (!alone)
        {
            builder.AddEntry(order, builder.AddDiagonalBlock(1), 0, 0, 1.0);
        }

        return builder.Build();
    }
}
