using MathNet.Numerics.LinearAlgebra;
using SdpKit.Tests.Verification;

namespace SdpKit.Tests.Solving;

/// <summary>The rays themselves are checked by <see cref="CheckedSolve"/>.</summary>
public class InfeasibilityTests
{
    [Fact]
    public void Negative_diagonal_entry_makes_a_problem_primal_infeasible()
    {
        // [x 1; 1 -1] >= 0
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective(0, 1.0);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 1, 1.0);
        Assert.Equal(SolveStatus.PrimalInfeasible, CheckedSolve.Of(builder.Build()).Status);
    }

    [Fact]
    public void Positive_semidefinite_coefficient_with_a_negative_cost_makes_a_problem_dual_infeasible()
    {
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective(0, -1.0);
        builder.AddEntry(0, block, 0, 0, 2.0);
        builder.AddEntry(0, block, 1, 0, 1.0);
        builder.AddEntry(0, block, 1, 1, 2.0);
        builder.AddEntry(SdpProblem.Constant, block, 0, 0, 1.0);
        Assert.Equal(SolveStatus.DualInfeasible, CheckedSolve.Of(builder.Build()).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Coefficients_orthogonal_to_a_positive_definite_matrix_on_which_F0_is_positive_are_primal_infeasible(int seed)
    {
        // <F_i,Y> = 0 and <F_0,Y> > 0 for a Y > 0
        DenseProblem problem = Instances.Random(seed);
        var random = new Random(seed);
        Matrix<double>[] ray = [.. problem.Constant.Select(matrix => PositiveDefinite(random, matrix.RowCount))];
        DenseProblem infeasible = problem.Mapped((b, matrix) => matrix - (Inner(matrix, ray[b]) / Inner(ray[b], ray[b]) * ray[b]));
        infeasible.Constant[0] += 0.5 * ray[0];
        Assert.Equal(SolveStatus.PrimalInfeasible, CheckedSolve.Of(infeasible.Build()).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Positive_definite_combination_with_a_negative_cost_is_dual_infeasible(int seed)
    {
        // sum x_i F_i > 0 and c'x < 0 for x = (1, ..., 1)
        DenseProblem problem = Instances.Random(seed);
        var random = new Random(seed);
        for (int b = 0; b < problem.Constant.Length; b++)
        {
            problem.Coefficients[0][b] = PositiveDefinite(random, problem.Constant[b].RowCount);
            foreach (Matrix<double>[] other in problem.Coefficients.Skip(1))
            {
                problem.Coefficients[0][b] -= other[b];
            }
        }

        problem.Objective[0] = -1.0 - problem.Objective.Skip(1).Sum();
        Assert.Equal(SolveStatus.DualInfeasible, CheckedSolve.Of(problem.Build()).Status);
    }

    [Fact]
    public void Equality_that_leaves_the_cone_is_primal_infeasible()
    {
        // x, y >= 0, x + y = -1
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddDiagonalBlock(2);
        builder.SetObjective([1.0, 1.0]);
        int equality = builder.AddEquality(-1.0);
        for (int i = 0; i < 2; i++)
        {
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEqualityEntry(equality, i, 1.0);
        }

        Assert.Equal(SolveStatus.PrimalInfeasible, CheckedSolve.Of(builder.Build()).Status);
    }

    [Fact]
    public void Quadratic_term_that_does_not_see_the_falling_direction_leaves_a_problem_dual_infeasible()
    {
        // minimize x^2 / 2 - y, x, y >= 0
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddDiagonalBlock(2);
        builder.SetObjective(1, -1.0);
        builder.AddQuadraticEntry(0, 0, 1.0);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        Assert.Equal(SolveStatus.DualInfeasible, CheckedSolve.Of(builder.Build()).Status);
    }

    private static Matrix<double> PositiveDefinite(Random random, int order)
    {
        Matrix<double> factor = RandomMatrices.Normal(random, order, order);
        return (factor * factor.Transpose()) + Matrix<double>.Build.DenseIdentity(order);
    }

    private static double Inner(Matrix<double> left, Matrix<double> right) => left.PointwiseMultiply(right).Enumerate().Sum();
}
