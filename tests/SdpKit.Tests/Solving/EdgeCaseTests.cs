namespace SdpKit.Tests.Solving;

public class EdgeCaseTests
{
    [Fact]
    public void Problem_without_anything_is_optimal_at_zero() => Assert.Equal(0.0, CheckedSolve.Optimum(new SdpProblemBuilder(0).Build()));

    [Theory]
    [InlineData(BlockKind.PositiveSemidefinite)]
    [InlineData(BlockKind.Diagonal)]
    public void Problem_without_variables_is_optimal_where_minus_F0_is_positive_definite(BlockKind kind) =>
        Assert.Equal(0.0, CheckedSolve.Optimum(WithConstant(new SdpProblemBuilder(0), kind, -1.0, -2.0)));

    [Theory]
    [InlineData(BlockKind.PositiveSemidefinite)]
    [InlineData(BlockKind.Diagonal)]
    public void Problem_without_variables_is_infeasible_where_minus_F0_is_indefinite(BlockKind kind) =>
        Assert.Equal(SolveStatus.PrimalInfeasible, CheckedSolve.Of(WithConstant(new SdpProblemBuilder(0), kind, -1.0, 2.0)).Status);

    [Fact]
    public void Zero_blocks_without_variables_are_optimal() => Assert.Equal(0.0, CheckedSolve.Optimum(WithConstant(new SdpProblemBuilder(0), BlockKind.PositiveSemidefinite, 0.0, 0.0)));

    [Fact]
    public void Problem_without_blocks_and_objective_is_optimal() => Assert.Equal(0.0, CheckedSolve.Optimum(new SdpProblemBuilder(3).Build()));

    [Fact]
    public void Problem_without_blocks_but_with_an_objective_is_unbounded()
    {
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective([0.0, -1.0]);
        Assert.Equal(SolveStatus.DualInfeasible, CheckedSolve.Of(builder.Build()).Status);
    }

    [Fact]
    public void Problem_without_blocks_but_with_a_quadratic_term_has_its_closed_form()
    {
        // x^2 + y^2 - 2x - 6y is least, -10, at (1, 3).
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective([-2.0, -6.0]);
        builder.AddQuadraticEntry(0, 0, 2.0);
        builder.AddQuadraticEntry(1, 1, 2.0);
        Assert.Equal(-10.0, CheckedSolve.Optimum(builder.Build()), 1e-5);
    }

    [Theory]
    [InlineData(0.0, SolveStatus.Optimal)]
    [InlineData(1.0, SolveStatus.DualInfeasible)]
    [InlineData(-1.0, SolveStatus.DualInfeasible)]
    public void Variable_without_a_coefficient_matrix_decides_by_its_cost_alone(double cost, SolveStatus expected)
    {
        // minimize x + cost y, x >= 1
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective([1.0, cost]);
        int block = builder.AddSemidefiniteBlock(2);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(0, block, 1, 1, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 0, 0, 1.0);
        Assert.Equal(expected, CheckedSolve.Of(builder.Build()).Status);
    }

    [Fact]
    public void Zero_objective_finds_a_feasible_point()
    {
        SdpProblem problem = Instances.Random(5).Mapped((_, matrix) => matrix, objectiveScale: 0.0).Build();
        Assert.Equal(0.0, CheckedSolve.Optimum(problem));
    }

    [Theory]
    [InlineData(BlockKind.PositiveSemidefinite)]
    [InlineData(BlockKind.Diagonal)]
    public void One_block_of_order_one_is_a_bound(BlockKind kind)
    {
        // minimize 3x, 2x >= 5
        var builder = new SdpProblemBuilder(1);
        builder.SetObjective(0, 3.0);
        int block = kind == BlockKind.Diagonal ? builder.AddDiagonalBlock(1) : builder.AddSemidefiniteBlock(1);
        builder.AddEntry(0, block, 0, 0, 2.0);
        builder.AddEntry(SdpProblem.Constant, block, 0, 0, 5.0);
        Assert.Equal(7.5, CheckedSolve.Optimum(builder.Build()), 1e-5);
    }

    [Fact]
    public void Linear_program_has_the_optimum_of_its_vertex()
    {
        // maximize 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18, x, y >= 0: 36 at (2, 6) (Hillier, Lieberman, the Wyndor Glass problem)
        SdpSolution solution = CheckedSolve.Of(LinearProgram([-3.0, -5.0], [[-1, 0], [0, -2], [-3, -2], [1, 0], [0, 1]], [-4, -12, -18, 0, 0]));
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.Equal(-36.0, solution.Objective, 1e-4);
        Assert.Equal(2.0, solution.Variables[0], 1e-4);
        Assert.Equal(6.0, solution.Variables[1], 1e-4);
    }

    [Fact]
    public void Linear_program_without_a_point_is_primal_infeasible() =>
        Assert.Equal(SolveStatus.PrimalInfeasible, CheckedSolve.Of(LinearProgram([1.0, 1.0], [[1, 1], [-1, -1]], [2, -1])).Status);

    [Fact]
    public void Linear_program_without_a_bound_is_dual_infeasible() =>
        Assert.Equal(SolveStatus.DualInfeasible, CheckedSolve.Of(LinearProgram([-1.0, 0.0], [[1, -1], [0, 1]], [0, 0])).Status);

    [Theory]
    [InlineData(3.0, SolveStatus.Optimal)]
    [InlineData(4.0, SolveStatus.DualInfeasible)]
    public void Dependent_coefficient_matrices_are_solved_where_the_objective_fits(double cost, SolveStatus expected)
    {
        // F_2 = F_0 + 2 F_1 of variables 0 and 1, whose costs are 1 and 1
        var builder = new SdpProblemBuilder(3);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective([1.0, 1.0, cost]);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        builder.AddEntry(2, block, 0, 0, 1.0);
        builder.AddEntry(2, block, 1, 1, 2.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        SdpSolution solution = CheckedSolve.Of(builder.Build());
        Assert.Equal(expected, solution.Status);
        if (expected == SolveStatus.Optimal)
        {
            Assert.Equal(2.0, solution.Objective, 1e-5);
        }
    }

    [Theory]
    [InlineData(6.0, SolveStatus.Optimal)]
    [InlineData(7.0, SolveStatus.PrimalInfeasible)]
    public void Dependent_equalities_are_solved_where_they_are_consistent(double rightHandSide, SolveStatus expected)
    {
        // minimize x + y, x + 2y = 3 twice (the second time doubled), x, y >= 0: 1.5 at (0, 1.5)
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective([1.0, 1.0]);
        int block = builder.AddDiagonalBlock(2);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        foreach ((double factor, double value) in new[] { (1.0, 3.0), (2.0, rightHandSide) })
        {
            int equality = builder.AddEquality(value);
            builder.AddEqualityEntry(equality, 0, factor);
            builder.AddEqualityEntry(equality, 1, 2.0 * factor);
        }

        SdpSolution solution = CheckedSolve.Of(builder.Build());
        Assert.Equal(expected, solution.Status);
        if (expected == SolveStatus.Optimal)
        {
            Assert.Equal(1.5, solution.Objective, 1e-5);
        }
    }

    [Fact]
    public void Equality_without_entries_and_with_a_right_hand_side_is_infeasible()
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddEquality(1.0);
        Assert.Equal(SolveStatus.PrimalInfeasible, CheckedSolve.Of(builder.Build()).Status);
    }

    /// <summary>minimize c'x, Ax >= b.</summary>
    private static SdpProblem LinearProgram(double[] objective, double[][] rows, double[] bounds)
    {
        var builder = new SdpProblemBuilder(objective.Length);
        builder.SetObjective(objective);
        int block = builder.AddDiagonalBlock(rows.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            builder.AddEntry(SdpProblem.Constant, block, row, row, bounds[row]);
            for (int i = 0; i < objective.Length; i++)
            {
                builder.AddEntry(i, block, row, row, rows[row][i]);
            }
        }

        return builder.Build();
    }

    private static SdpProblem WithConstant(SdpProblemBuilder builder, BlockKind kind, params double[] diagonal)
    {
        int block = kind == BlockKind.Diagonal ? builder.AddDiagonalBlock(diagonal.Length) : builder.AddSemidefiniteBlock(diagonal.Length);
        for (int i = 0; i < diagonal.Length; i++)
        {
            builder.AddEntry(SdpProblem.Constant, block, i, i, diagonal[i]);
        }

        return builder.Build();
    }
}
