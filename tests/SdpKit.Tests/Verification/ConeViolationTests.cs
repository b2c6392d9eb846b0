using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Verification;

namespace SdpKit.Tests.Verification;

public sealed class ConeViolationTests
{
    private static readonly ParallelOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    [Fact]
    public void Violation_of_a_two_by_two_matrix_is_minus_its_smallest_eigenvalue()
    {
        // [1 2; 2 1] has the eigenvalues 3 and -1.
        Assert.Equal(1.0, Violation(Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2.0 }, { 2.0, 1.0 } })), 1e-5);
    }

    [Fact]
    public void Identity_and_zero_matrices_have_no_violation()
    {
        Assert.Equal(0.0, Violation(Matrix<double>.Build.DenseIdentity(30)));
        Assert.Equal(0.0, Violation(Matrix<double>.Build.Dense(30, 30)));
    }

    [Fact]
    public void Negative_entry_of_a_diagonal_block_is_the_violation()
    {
        var matrix = new SymmetricBlockMatrix([new SdpBlock(BlockKind.Diagonal, 3)]);
        matrix[0, 0, 0] = 1.0;
        matrix[0, 1, 1] = -0.25;
        Assert.Equal(0.25, ConeViolation.Of(matrix, TwoThreads));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Entry_that_is_not_finite_makes_the_violation_not_a_number(double value)
    {
        foreach (int place in new[] { 0, 7, 39 })
        {
            Matrix<double> matrix = Matrix<double>.Build.DenseIdentity(40);
            matrix[39, place] = matrix[place, 39] = value;
            Assert.Equal(double.NaN, Violation(matrix));
        }

        var diagonal = new SymmetricBlockMatrix([new SdpBlock(BlockKind.Diagonal, 2)]);
        diagonal[0, 1, 1] = value;
        Assert.Equal(double.NaN, ConeViolation.Of(diagonal, TwoThreads));
    }

    [Property(MaxTest = 60)]
    public void Violation_agrees_with_the_eigenvalues(int seed, byte size)
    {
        int order = 1 + (size % 130);
        Matrix<double> matrix = RandomMatrices.Symmetric(new Random(seed), order);
        AssertIsViolation(matrix, Violation(matrix));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(95)]
    [InlineData(96)]
    [InlineData(97)]
    [InlineData(193)]
    [InlineData(300)]
    public void Violation_agrees_with_the_eigenvalues_at_the_edges_of_tiles(int order)
    {
        Matrix<double> matrix = RandomMatrices.Symmetric(new Random(order), order);
        AssertIsViolation(matrix, Violation(matrix));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void Small_negative_eigenvalue_among_large_ones_is_found(double violation)
    {
        const int Order = 150;
        var random = new Random(5);
        Matrix<double> q = RandomMatrices.Orthogonal(random, Order);
        Vector<double> eigenvalues = Vector<double>.Build.Dense(Order, i => i == 77 ? -violation : Math.Exp(-0.1 * i));
        double found = Violation(RandomMatrices.Congruence(q, eigenvalues));
        Assert.InRange(found, violation - 3e-15, (violation * (1 + 1e-5)) + 3e-15);
    }

    [Fact]
    public void Cluster_of_negative_eigenvalues_is_found()
    {
        const int Order = 120;
        Matrix<double> q = RandomMatrices.Orthogonal(new Random(6), Order);
        double found = Violation(RandomMatrices.Congruence(q, Vector<double>.Build.Dense(Order, i => i < 60 ? -1e-7 : 1.0)));
        Assert.InRange(found, 0.99999e-7, 1.00001e-7);
    }

    [Property(MaxTest = 30)]
    public void Singular_semidefinite_matrix_violates_by_rounding_only(int seed, byte size)
    {
        int order = 2 + (size % 100);
        Matrix<double> factor = RandomMatrices.Normal(new Random(seed), order, Math.Max(1, order / 3));
        Matrix<double> matrix = factor * factor.Transpose();
        Assert.InRange(Violation(matrix), 0.0, 1e-14 * matrix.Trace());
    }

    [Property(MaxTest = 20)]
    public void Violation_survives_a_permutation_that_hides_the_blocks(int seed)
    {
        var random = new Random(seed);
        Matrix<double> matrix = RandomMatrices.Symmetric(random, 40).DiagonalStack(RandomMatrices.Symmetric(random, 25));
        int[] order = [.. Enumerable.Range(0, 65)];
        random.Shuffle(order);
        Matrix<double> permuted = Matrix<double>.Build.Dense(65, 65, (i, j) => matrix[order[i], order[j]]);
        double expected = Violation(matrix);
        Assert.Equal(expected, Violation(permuted), 1e-5 * expected);
    }

    [Fact]
    public void Components_of_a_permuted_block_diagonal_matrix_are_its_blocks()
    {
        double[] values = new double[36];
        foreach ((int row, int column) in new[] { (4, 0), (5, 4), (3, 1) })
        {
            values[row + (6 * column)] = 1.0;
        }

        Assert.Equal([[0, 4, 5], [1, 3], [2]], ConnectedComponents.Of(values, 6, CancellationToken.None));
    }

    [Fact]
    public void Number_of_threads_does_not_change_a_bit()
    {
        Matrix<double> matrix = RandomMatrices.Symmetric(new Random(8), 420);
        double one = ConeViolation.Of(AsBlock(matrix), new ParallelOptions { MaxDegreeOfParallelism = 1 });
        double four = ConeViolation.Of(AsBlock(matrix), new ParallelOptions { MaxDegreeOfParallelism = 4 });
        Assert.Equal(BitConverter.DoubleToInt64Bits(one), BitConverter.DoubleToInt64Bits(four));
    }

    [Fact]
    public void Upper_triangle_is_not_read()
    {
        SymmetricBlockMatrix matrix = AsBlock(Matrix<double>.Build.DenseIdentity(20));
        matrix.Values(0)[20] = 100.0;
        Assert.Equal(0.0, ConeViolation.Of(matrix, TwoThreads));
    }

    private static void AssertIsViolation(Matrix<double> matrix, double found)
    {
        double expected = Math.Max(0.0, -matrix.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum());
        double rounding = 1e-14 * matrix.FrobeniusNorm();
        Assert.InRange(found, expected - rounding, (expected * (1 + 3e-6)) + rounding);
    }

    private static double Violation(Matrix<double> matrix) => ConeViolation.Of(AsBlock(matrix), TwoThreads);

    private static SymmetricBlockMatrix AsBlock(Matrix<double> matrix)
    {
        var block = new SymmetricBlockMatrix([new SdpBlock(BlockKind.PositiveSemidefinite, matrix.RowCount)]);
        matrix.ToColumnMajorArray().CopyTo(block.Values(0));
        return block;
    }
}
