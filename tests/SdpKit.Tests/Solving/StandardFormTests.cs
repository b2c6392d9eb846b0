using SdpKit.StandardForm;
using SdpKit.Verification;

namespace SdpKit.Tests.Solving;

public class StandardFormTests
{
    /// <summary>max &lt;J,Y> subject to tr Y = 1 and Y_ij = 0 on the edges (Lovász 1979): the square root of 5 for the cycle of five.</summary>
    [Fact]
    public void Theta_of_the_pentagon_is_the_square_root_of_five()
    {
        var builder = new StandardFormBuilder(6);
        int block = builder.AddSemidefiniteBlock(5);
        builder.SetRightHandSide(0, 1.0);
        for (int i = 0; i < 5; i++)
        {
            builder.AddConstraintEntry(0, block, i, i, 1.0);
            builder.AddConstraintEntry(1 + i, block, i, (i + 1) % 5, 1.0);
            for (int j = i; j < 5; j++)
            {
                builder.AddCostEntry(block, i, j, -1.0);
            }
        }

        StandardFormProblem problem = builder.Build();
        StandardFormSolution solution = problem.Solve();
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.Equal(-Math.Sqrt(5.0), solution.Objective, 1e-6);
        Assert.Equal(-Math.Sqrt(5.0), solution.DualObjective, 1e-6);
        Assert.Equal(1.0, Enumerable.Range(0, 5).Sum(i => solution.Matrix[0, i, i]), 1e-6);
        Assert.Equal(0.0, solution.Matrix[0, 0, 1], 1e-6);

        // Z = C - sum y_i A_i
        Assert.Equal(-1.0 - solution.Multipliers[0], solution.Slack[0, 2, 2], 1e-9);
        Assert.Equal(-1.0, solution.Slack[0, 0, 2], 1e-9);
        SdpSolution inner = solution.Solution;
        Assert.InRange(SolutionChecker.Check(problem.Problem, inner.Variables, inner.PrimalMatrix, inner.DualMatrix, inner.EqualityMultipliers).Errors.Largest, 0.0, 1e-7);
    }

    /// <summary>max y_1 b_1 + .. over Z = C - sum y_i A_i >= 0 falls with the right-hand side: the sensitivity of the optimum is y.</summary>
    [Fact]
    public void Multipliers_are_the_sensitivities_of_the_optimum()
    {
        const double Step = 1e-4;
        StandardFormSolution middle = Line(1.0).Solve();
        double slope = (Line(1.0 + Step).Solve().Objective - Line(1.0 - Step).Solve().Objective) / (2.0 * Step);
        Assert.Equal(slope, middle.Multipliers[0], 1e-3);
    }

    [Fact]
    public void Infeasible_equations_are_dual_infeasible_in_the_words_of_the_library()
    {
        // Y_11 = -1 has no positive semidefinite Y.
        StandardFormSolution solution = Line(-1.0).Solve();
        Assert.Equal(SolveStatus.DualInfeasible, solution.Status);
        Assert.Equal((double.PositiveInfinity, double.NaN), (solution.Objective, solution.DualObjective));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Equation_that_does_not_exist_is_refused_in_the_words_of_this_form(int constraint)
    {
        var builder = new StandardFormBuilder(2);
        int block = builder.AddSemidefiniteBlock(2);
        Action[] calls =
        [
            () => builder.AddConstraintEntry(constraint, block, 0, 0, 1.0),
            () => builder.AddConstraintLowRank(constraint, block, [1.0, 1.0], [1.0]),
            () => builder.SetRightHandSide(constraint, 1.0),
        ];
        Assert.All(calls, call => Assert.StartsWith(
            $"Equation {constraint} does not exist; there are 2, counted from 0.", Assert.Throws<ArgumentOutOfRangeException>(call).Message, StringComparison.Ordinal));
        Assert.StartsWith(
            "The right-hand side NaN of equation 1 is not finite.", Assert.Throws<ArgumentException>(() => builder.SetRightHandSide(1, double.NaN)).Message, StringComparison.Ordinal);
    }

    /// <summary>min 2 Y_11 + 2 Y_12 + 3 Y_22 subject to Y_11 = b.</summary>
    private static StandardFormProblem Line(double rightHandSide)
    {
        var builder = new StandardFormBuilder(1);
        int block = builder.AddSemidefiniteBlock(2);
        builder.AddCostEntry(block, 0, 0, 2.0);
        builder.AddCostEntry(block, 0, 1, 1.0);
        builder.AddCostEntry(block, 1, 1, 3.0);
        builder.AddConstraintEntry(0, block, 0, 0, 1.0);
        builder.SetRightHandSide(0, rightHandSide);
        return builder.Build();
    }
}
