using SdpKit.Formats;
using SdpKit.Presolve;
using SdpKit.Tests.Solving;
using SdpKit.Verification;

namespace SdpKit.Tests.Presolve;

public class FacialReductionTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(30)]
    public void Bisection_of_an_even_cycle_has_its_closed_form_although_no_Y_is_positive_definite(int order)
    {
        // maximize <L,Y>, Y_ii = 1, e'Ye = 0: alternating signs cut all edges, and 4, the largest eigenvalue of L, is a bound.
        SdpProblem problem = Bisection(order);
        Assert.Equal(4.0 * order, CheckedSolve.Optimum(problem), 4e-6 * order);
    }

    [Fact]
    public void Variable_that_forces_the_face_goes_with_one_order_of_the_block()
    {
        PresolvedProblem presolved = Reduce(Bisection(10));
        Assert.Equal(10, presolved.Reduced.VariableCount);
        Assert.Equal(9, Assert.Single(presolved.Reduced.Blocks).Order);
        Assert.Contains(presolved.Notes, note => note.Contains("variable 11 forces Y of block 1 onto a face of order 9", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1.0, 1.0, false)]
    [InlineData(0.0, -1.0, false)]
    [InlineData(0.0, 1.0, true)]
    public void Variable_that_forces_nothing_stays(double cost, double weight, bool isInEquality)
    {
        PresolvedProblem presolved = Reduce(Bisection(10, cost, weight, isInEquality));
        Assert.Equal(11, presolved.Reduced.VariableCount);
        Assert.Equal(10, Assert.Single(presolved.Reduced.Blocks).Order);
    }

    [Fact]
    public void Restored_Y_has_the_objective_and_the_residual_of_the_reduced_one()
    {
        SdpProblem problem = Bisection(7);
        PresolvedProblem presolved = Reduce(problem);
        var point = new PrimalDualPoint(
            new double[7],
            new SymmetricBlockMatrix(presolved.Reduced.Blocks),
            new SymmetricBlockMatrix(presolved.Reduced.Blocks),
            []);
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
    public void Graph_partitioning_of_Sdplib_is_reduced()
    {
        using FileStream stream = File.OpenRead(TestData.Path("sdplib/gpp100.dat-s"));
        PresolvedProblem presolved = Reduce(SdpaReader.Read(stream).Problem);
        Assert.Equal(100, presolved.Reduced.VariableCount);
        Assert.Equal(99, Assert.Single(presolved.Reduced.Blocks).Order);
    }

    private static PresolvedProblem Reduce(SdpProblem problem) => Presolver.Reduce(problem, CancellationToken.None);

    private static CheckedPoint Check(SdpProblem problem, PrimalDualPoint point)
    {
        (double[] variables, SymmetricBlockMatrix primal, SymmetricBlockMatrix dual, double[] multipliers) = point;
        return SolutionChecker.Check(problem, variables, primal, dual, multipliers);
    }

    /// <summary>The Laplacian L of a cycle as F_0, e_i e_i' with c_i = 1, and last the matrix of ones, entry by entry as files have it.</summary>
    private static SdpProblem Bisection(int order, double cost = 0.0, double weight = 1.0, bool isInEquality = false)
    {
        var builder = new SdpProblemBuilder(order + 1);
        int block = builder.AddSemidefiniteBlock(order);
        for (int i = 0; i < order; i++)
        {
            builder.SetObjective(i, 1.0);
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEntry(SdpProblem.Constant, block, i, i, 2.0);
            builder.AddEntry(SdpProblem.Constant, block, i, (i + 1) % order, -1.0);
            for (int j = 0; j <= i; j++)
            {
                builder.AddEntry(order, block, i, j, weight);
            }
        }

        builder.SetObjective(order, cost);
        if (isInEquality)
        {
            builder.AddEqualityEntry(builder.AddEquality(5.0), order, 1.0);
        }

        return builder.Build();
    }
}
