using MathNet.Numerics.LinearAlgebra;
using SdpKit.Tests.Verification;

namespace SdpKit.Tests.Solving;

/// <summary>Solves problems whose answers are known by formula.</summary>
public class ClosedFormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Largest_eigenvalue_of_a_symmetric_matrix(int order)
    {
        // minimize t, tI - M >= 0
        Matrix<double> matrix = RandomMatrices.Symmetric(new Random(order), order);
        var builder = new SdpProblemBuilder(1);
        builder.SetObjective(0, 1.0);
        int block = builder.AddSemidefiniteBlock(order);
        builder.AddMatrix(0, block, Matrix<double>.Build.DenseIdentity(order));
        builder.AddMatrix(SdpProblem.Constant, block, matrix);
        Near(matrix.Evd(Symmetricity.Symmetric).EigenValues.Real().Maximum(), CheckedSolve.Optimum(builder.Build()));
    }

    [Fact]
    public void Theta_number_of_the_cycle_of_five_is_the_square_root_of_five()
    {
        // Lovász, "On the Shannon capacity of a graph", 1979.
        var builder = new SdpProblemBuilder(6);
        int block = builder.AddSemidefiniteBlock(5);
        builder.SetObjective(0, 1.0);
        for (int i = 0; i < 5; i++)
        {
            builder.AddEntry(0, block, i, i, 1.0);
            builder.AddEntry(i + 1, block, i, (i + 1) % 5, 1.0);
        }

        builder.AddLowRank(SdpProblem.Constant, block, [1.0, 1.0, 1.0, 1.0, 1.0], [1.0]);
        Near(Math.Sqrt(5.0), CheckedSolve.Optimum(builder.Build()));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void Nearest_positive_semidefinite_matrix_drops_the_negative_eigenvalues(int order)
    {
        // minimize ||X - M||_F^2 / 2 over the entries of X >= 0; without the constant ||M||_F^2 / 2
        Matrix<double> matrix = RandomMatrices.Symmetric(new Random(order), order);
        var builder = new SdpProblemBuilder(order * (order + 1) / 2);
        int block = builder.AddSemidefiniteBlock(order);
        int variable = 0;
        for (int row = 0; row < order; row++)
        {
            for (int column = 0; column <= row; column++, variable++)
            {
                double count = row == column ? 1.0 : 2.0;
                builder.AddEntry(variable, block, row, column, 1.0);
                builder.AddQuadraticEntry(variable, variable, count);
                builder.SetObjective(variable, -count * matrix[row, column]);
            }
        }

        double kept = matrix.Evd(Symmetricity.Symmetric).EigenValues.Real().Where(value => value > 0.0).Sum(value => value * value);
        Near(-0.5 * kept, CheckedSolve.Optimum(builder.Build()));
    }

    [Fact]
    public void Nearest_point_of_the_simplex_is_found_by_a_threshold()
    {
        // minimize ||x - a||^2 / 2, sum x = 1, x >= 0: x_i = max(0, a_i - t) (Held, Wolfe, Crowder 1974)
        double[] target = [0.9, 0.6, -0.3, 0.1, 0.58];
        var builder = new SdpProblemBuilder(target.Length);
        int block = builder.AddDiagonalBlock(target.Length);
        int sum = builder.AddEquality(1.0);
        for (int i = 0; i < target.Length; i++)
        {
            builder.SetObjective(i, -target[i]);
            builder.AddQuadraticEntry(i, i, 1.0);
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEqualityEntry(sum, i, 1.0);
        }

        const double Threshold = (0.9 + 0.6 + 0.58 - 1.0) / 3.0;
        SdpSolution solution = CheckedSolve.Of(builder.Build(), new SolverSettings { Threads = 1, Tolerance = 1e-10 });
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        for (int i = 0; i < target.Length; i++)
        {
            Assert.Equal(Math.Max(0.0, target[i] - Threshold), solution.Variables[i], 1e-4);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nearest_point_of_an_affine_space_is_the_projection(int seed)
    {
        // minimize ||x - a||^2 / 2, Ax = b: x = a - A'(AA')^-1 (Aa - b), without any inequality
        var random = new Random(seed);
        Matrix<double> rows = RandomMatrices.Normal(random, 3, 8);
        Vector<double> target = RandomMatrices.Normal(random, 8, 1).Column(0);
        Vector<double> rightHandSide = RandomMatrices.Normal(random, 3, 1).Column(0);
        var builder = new SdpProblemBuilder(8);
        builder.SetObjective(-target);
        for (int i = 0; i < 8; i++)
        {
            builder.AddQuadraticEntry(i, i, 1.0);
        }

        for (int row = 0; row < 3; row++)
        {
            int equality = builder.AddEquality(rightHandSide[row]);
            for (int i = 0; i < 8; i++)
            {
                builder.AddEqualityEntry(equality, i, rows[row, i]);
            }
        }

        Vector<double> multipliers = (rows * rows.Transpose()).Cholesky().Solve((rows * target) - rightHandSide);
        Vector<double> projection = target - (rows.Transpose() * multipliers);
        SdpSolution solution = CheckedSolve.Of(builder.Build());
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Near((0.5 * projection * projection) - (target * projection), solution.Objective);
        Assert.InRange((Vector<double>.Build.Dense(solution.Variables.ToArray()) - projection).L2Norm(), 0.0, 1e-5);
    }

    [Fact]
    public void Equality_across_a_semidefinite_block_moves_the_optimum()
    {
        // minimize x + y, [x 1; 1 y] >= 0, x - y = 3/2: 5/2 at (2, 1/2)
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective([1.0, 1.0]);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        int equality = builder.AddEquality(1.5);
        builder.AddEqualityEntry(equality, 0, 1.0);
        builder.AddEqualityEntry(equality, 1, -1.0);
        SdpSolution solution = CheckedSolve.Of(builder.Build());
        Near(2.5, solution.Objective);

        // The multiplier is the derivative of the optimum in the right-hand side, here 3/5.
        Assert.Equal(0.6, solution.EqualityMultipliers[0], 1e-4);
    }

    private static void Near(double expected, double actual) => Assert.InRange(Math.Abs(actual - expected) / (1.0 + Math.Abs(expected)), 0.0, 1e-6);
}
