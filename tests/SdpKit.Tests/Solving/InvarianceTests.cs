using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Tests.Verification;

namespace SdpKit.Tests.Solving;

/// <summary>Transforms a problem in ways that leave its optimum where it was, or move it as known.</summary>
public class InvarianceTests
{
    private const int Cases = 15;

    [Property(MaxTest = Cases)]
    public void Order_of_variables_and_blocks_does_not_matter(int seed)
    {
        DenseProblem problem = Instances.Random(seed);
        int[] variables = [.. Enumerable.Range(0, problem.Objective.Length)];
        new Random(seed).Shuffle(variables);
        Same(CheckedSolve.Optimum(problem.Build()), CheckedSolve.Optimum(problem.Permuted(variables, [1, 0]).Build()));
    }

    [Property(MaxTest = Cases)]
    public void Scaling_the_objective_scales_the_optimum(int seed)
    {
        DenseProblem problem = Instances.Random(seed);
        double scale = Math.Pow(10.0, (new Random(seed).NextDouble() * 4.0) - 2.0);
        Same(scale * CheckedSolve.Optimum(problem.Build()), CheckedSolve.Optimum(problem.Mapped((_, matrix) => matrix, scale).Build()));
    }

    [Property(MaxTest = Cases)]
    public void Congruence_by_an_orthogonal_matrix_keeps_the_optimum(int seed)
    {
        DenseProblem problem = Instances.Random(seed);
        var random = new Random(seed);
        Matrix<double>[] bases = [.. problem.Constant.Select(matrix => RandomMatrices.Orthogonal(random, matrix.RowCount))];
        DenseProblem turned = problem.Mapped((b, matrix) => Symmetric(bases[b].Transpose() * matrix * bases[b]));
        Same(CheckedSolve.Optimum(problem.Build()), CheckedSolve.Optimum(turned.Build()));
    }

    [Property(MaxTest = Cases)]
    public void Sparse_dense_and_low_rank_terms_of_the_same_matrices_have_the_same_optimum(int seed)
    {
        DenseProblem problem = Instances.Random(seed);
        double sparse = CheckedSolve.Optimum(problem.Build(builder => (variable, block, matrix) =>
        {
            foreach ((int row, int column, double value) in matrix.EnumerateIndexed().Where(entry => entry.Item1 >= entry.Item2))
            {
                builder.AddEntry(variable, block, row, column, value);
            }
        }));
        double dense = CheckedSolve.Optimum(problem.Build(builder => (variable, block, matrix) => builder.AddDense(variable, block, matrix.ToColumnMajorArray())));
        double lowRank = CheckedSolve.Optimum(problem.Build(builder => (variable, block, matrix) =>
        {
            var eigen = matrix.Evd(Symmetricity.Symmetric);
            builder.AddLowRank(variable, block, eigen.EigenVectors, eigen.EigenValues.Real());
        }));
        Same(sparse, dense);
        Same(sparse, lowRank);
    }

    [Property(MaxTest = Cases)]
    public void Equality_that_fixes_a_variable_at_its_optimum_keeps_the_optimum(int seed)
    {
        SdpProblem problem = Instances.Random(seed).Build();
        SdpSolution free = CheckedSolve.Of(problem);
        var equality = SparseRows.FromTriplets(1, problem.VariableCount, [0], [0], [1.0]);
        Same(free.Objective, CheckedSolve.Optimum(problem.WithEqualities(equality, [free.Variables[0]])));
    }

    private static Matrix<double> Symmetric(Matrix<double> matrix) => (matrix + matrix.Transpose()) / 2.0;

    private static void Same(double expected, double actual) => Assert.InRange(Math.Abs(actual - expected) / (1.0 + Math.Abs(expected)), 0.0, 1e-6);
}
