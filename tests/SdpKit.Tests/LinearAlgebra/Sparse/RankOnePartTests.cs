using FsCheck.Xunit;
using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

/// <summary>Factors of S + w uu' against the matrix in full; S is that of a grid graph, with the smallest eigenvalue moved to where a test wants it.</summary>
[Trait("Category", "Kernels")]
public sealed unsafe class RankOnePartTests : IDisposable
{
    private const int Side = 9;
    private const int Order = Side * Side;

    private readonly KernelContext _context = new(2, CancellationToken.None);

    public void Dispose() => _context.Dispose();

    [Property(MaxTest = 20)]
    public void Solution_and_its_two_halves_are_those_of_the_whole_matrix(int seed)
    {
        foreach ((double smallest, double weight) in new[] { (-0.02, 1.0), (0.5, 0.8), (0.5, 0.0), (3.0, -0.01) })
        {
            var random = new Random(seed);
            double[] u = Vector(random);
            double[,] whole = Matrix(smallest, weight, u);
            using SparseCholesky factor = Factor(smallest, weight, u, _context, expected: true);
            double[] right = Vector(random);
            double[] expected = NaiveElimination.Solve(whole, right);
            double[] solution = [.. right];
            factor.Solve(solution);
            AssertClose(expected, solution);

            // GG' = P (S + w uu') P', so that |G^-1 P b|^2 = b'(S + w uu')^-1 b, and G^-T as the transpose of G^-1.
            double[] half = [.. factor.Symbolic.Ordering.Select(i => right[i])];
            double[] other = Vector(random);
            double[] otherHalf = [.. other];
            factor.SolveForward(half);
            factor.SolveBackward(otherHalf);
            Assert.Equal(Dot(right, expected), Dot(half, half), 1e-9 * Dot(half, half));
            double[] permuted = [.. factor.Symbolic.Ordering.Select(i => right[i])];
            Assert.Equal(Dot(half, other), Dot(permuted, otherHalf), 1e-9 * Math.Sqrt(Dot(half, half) * Dot(other, other)));
        }
    }

    [Fact]
    public void Strips_of_right_hand_sides_are_solved_for_with_the_same_bits_for_any_number_of_threads()
    {
        double[] u = Vector(new Random(1));
        double[,] whole = Matrix(-0.02, 1.0, u);
        var bits = new List<long[]>();
        foreach (int threads in new[] { 1, 2, 5 })
        {
            using var context = new KernelContext(threads, CancellationToken.None);
            using SparseCholesky factor = Factor(-0.02, 1.0, u, context, expected: true);
            using var solver = new StripSolver(Order, context);
            using TestMatrix inverse = new(Order, Order);
            using TestMatrix solution = TestMatrix.Create(Order, Order, (i, j) => whole[i, j]);
            solver.Invert(factor, inverse.View, context);
            solver.Solve(factor, solution.View, solution.View, context);
            for (int j = 0; j < Order; j++)
            {
                double[] column = NaiveElimination.Solve(whole, [.. Enumerable.Range(0, Order).Select(i => i == j ? 1.0 : 0.0)]);
                for (int i = 0; i < Order; i++)
                {
                    Assert.Equal(column[i], inverse[i, j], 1e-10);
                    Assert.Equal(i == j ? 1.0 : 0.0, solution[i, j], 1e-10);
                }
            }

            bits.Add([.. inverse.Bits(), .. solution.Bits()]);
        }

        Assert.Equal(bits[0], bits[1]);
        Assert.Equal(bits[0], bits[2]);
    }

    [Theory]
    [InlineData(-0.02, 0.0, false)]
    [InlineData(-0.02, -1.0, false)]
    [InlineData(0.5, -1.0, false)]
    [InlineData(-6.0, 1.0, null)]
    [InlineData(-6.0, -1.0, false)]
    public void Matrix_that_is_not_positive_definite_is_told_apart_from_one_that_cannot_be_told(double smallest, double weight, bool? expected) =>
        Factor(smallest, weight, [.. Enumerable.Repeat(1.0, Order)], _context, expected).Dispose();

    /// <summary>S = L + smallest I, L the Laplacian of a grid, whose smallest eigenvalue, 0, belongs to the vector of ones; u is near to that.</summary>
    private static double[,] Matrix(double smallest, double weight, double[] u)
    {
        var result = new double[Order, Order];
        for (int i = 0; i < Order; i++)
        {
            result[i, i] += smallest;
            foreach (int j in Neighbours(i))
            {
                result[i, i] += 1.0;
                result[i, j] = -1.0;
            }
        }

        for (int i = 0; i < Order; i++)
        {
            for (int j = 0; j < Order; j++)
            {
                result[i, j] += weight * u[i] * u[j];
            }
        }

        return result;
    }

    private static SparseCholesky Factor(double smallest, double weight, double[] u, KernelContext context, bool? expected)
    {
        var builder = new SymmetricPatternBuilder(Order);
        for (int i = 0; i < Order; i++)
        {
            foreach (int j in Neighbours(i))
            {
                builder.AddEntry(i, j);
            }
        }

        SparseCholeskySymbolic symbolic = SparseCholeskySymbolic.Analyze(builder.Build()).WithRoot(Order / 4);
        Assert.InRange(symbolic.Rows.FirstColumn(symbolic.Rows.Root), 1, Order - (Order / 4));
        var factor = new SparseCholesky(symbolic, u);
        double[,] sparse = Matrix(smallest, 0.0, u);
        for (int i = 0; i < Order; i++)
        {
            factor.Add(i, i, sparse[i, i]);
            foreach (int j in Neighbours(i).Where(j => j < i))
            {
                factor.Add(i, j, sparse[i, j]);
            }
        }

        Assert.Equal(expected, factor.TryFactor(weight, context));
        return factor;
    }

    private static IEnumerable<int> Neighbours(int i)
    {
        (int row, int column) = (i / Side, i % Side);
        foreach ((int r, int c) in new[] { (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1) })
        {
            if (r is >= 0 and < Side && c is >= 0 and < Side)
            {
                yield return (r * Side) + c;
            }
        }
    }

    private static double[] Vector(Random random) => [.. Enumerable.Range(0, Order).Select(_ => 0.5 + random.NextDouble())];

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static void AssertClose(double[] expected, double[] actual)
    {
        double size = expected.Max(Math.Abs);
        for (int i = 0; i < Order; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-10 * size);
        }
    }
}
