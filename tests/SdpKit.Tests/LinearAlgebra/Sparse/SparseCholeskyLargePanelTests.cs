using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

/// <summary>Random graphs, whose factors end in a dense panel of several hundred columns: the blocked kernels and the scattered updates at work.</summary>
public sealed class SparseCholeskyLargePanelTests
{
    private const int Order = 2000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_residual_is_at_rounding_level(int seed)
    {
        using var context = new KernelContext(1, CancellationToken.None);
        using SparseCholesky factor = RandomLaplacian(seed, out List<(int Row, int Column)> edges);
        double[] expected = SparseCholeskyTests.RandomVector(Order, seed);
        double[] vector = Multiply(edges, expected);
        Assert.Contains(Enumerable.Range(0, factor.Symbolic.Rows.Count), node => factor.Symbolic.Rows.Width(node) > 256);

        Assert.Equal(-1, factor.Factor(context));
        factor.Solve(vector);

        for (int i = 0; i < Order; i++)
        {
            Assert.Equal(expected[i], vector[i], 1e-11);
        }
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        double[]? expected = null;
        foreach (int threads in (int[])[1, 2, 3])
        {
            using var context = new KernelContext(threads, CancellationToken.None);
            using SparseCholesky factor = RandomLaplacian(3, out _);
            factor.Factor(context);
            double[] vector = SparseCholeskyTests.RandomVector(Order, 3);
            factor.Solve(vector);
            expected ??= vector;
            Assert.Equal(expected, vector);
        }
    }

    /// <summary>A random graph's Laplacian plus the identity, of condition number below 100.</summary>
    private static SparseCholesky RandomLaplacian(int seed, out List<(int Row, int Column)> edges)
    {
        var random = new Random(seed);
        var builder = new SymmetricPatternBuilder(Order);
        edges = [];
        for (int k = 0; k < 3 * Order; k++)
        {
            (int row, int column) = (random.Next(Order), random.Next(Order));
            edges.Add((row, column));
            builder.AddEntry(row, column);
        }

        var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(builder.Build()));
        for (int i = 0; i < Order; i++)
        {
            factor.Add(i, i, 1.0);
        }

        foreach ((int row, int column) in edges.Where(edge => edge.Row != edge.Column))
        {
            factor.Add(row, row, 1.0);
            factor.Add(column, column, 1.0);
            factor.Add(row, column, -1.0);
        }

        return factor;
    }

    private static double[] Multiply(List<(int Row, int Column)> edges, double[] x)
    {
        double[] product = [.. x];
        foreach ((int row, int column) in edges)
        {
            product[row] += x[row] - x[column];
            product[column] += x[column] - x[row];
        }

        return product;
    }
}
