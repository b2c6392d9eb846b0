using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class CholeskyTests
{
    [Theory]
    [MemberData(nameof(KernelSizes.Lanes), MemberType = typeof(KernelSizes))]
    public void Factor_times_its_transpose_is_the_matrix(int lanes)
    {
        using KernelContext context = KernelSizes.Context(lanes);
        foreach (int order in KernelSizes.FactorOrders)
        {
            using TestMatrix a = TestMatrix.RandomPositiveDefinite(order, 1);
            using TestMatrix l = a.Clone();
            Assert.Equal(-1, Cholesky.Factor(l.View, context));
            l.AssertPaddingUntouched();
            l.AssertUpperTriangleIs(double.NaN);
            using TestMatrix lower = l.LowerPart();
            Naive.Product(lower, false, lower, true).AssertEquals(a, $"order {order}", lowerOnly: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Factor_of_indefinite_matrix_names_the_column_without_throwing(int threads)
    {
        using KernelContext context = new(threads, CancellationToken.None);
        foreach (int order in new[] { 1, 9, 33, 64, 131, 300, 530 })
        {
            foreach (int column in new[] { 0, order / 3, order / 2, order - 1 })
            {
                using TestMatrix a = TestMatrix.RandomPositiveDefinite(order, 1);
                a[column, column] = -a[column, column];
                Assert.Equal(column, Cholesky.Factor(a.View, context));
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Factor_stops_at_a_pivot_that_is_not_finite(double value)
    {
        using KernelContext context = new(1, CancellationToken.None);
        foreach (int order in new[] { 5, 40, 131 })
        {
            using TestMatrix a = TestMatrix.RandomPositiveDefinite(order, 1);
            a[order / 2, order / 2] = value;
            Assert.Equal(order / 2, Cholesky.Factor(a.View, context));
        }
    }

    [Fact]
    public void Factor_of_a_singular_matrix_replaces_the_zero_pivots_and_counts_them()
    {
        using KernelContext context = new(1, CancellationToken.None);
        foreach (int order in new[] { 4, 35, 150 })
        {
            // A leading block I, then zeros: every pivot after the block is exactly zero.
            int rank = order / 2;
            using TestMatrix a = TestMatrix.Create(order, order, (i, j) => i == j && i < rank ? 1 : 0);
            Assert.Equal(order - rank, Cholesky.Factor(a.View, 1e-14, 1e30, context));
            Assert.Equal(1, a[0, 0]);
            Assert.Equal(1e15, a[order - 1, order - 1], 1e3);
        }
    }

    [Fact]
    public void Replacing_factor_reports_not_a_number()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using TestMatrix a = TestMatrix.RandomPositiveDefinite(50, 1);
        a[20, 3] = double.NaN;
        Assert.Equal(-1, Cholesky.Factor(a.View, 1e-14, 1, context));
    }

    [Fact]
    public void Replacing_factor_of_a_positive_definite_matrix_is_the_plain_factor()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using TestMatrix plain = TestMatrix.RandomPositiveDefinite(100, 1);
        using TestMatrix replacing = plain.Clone();
        Assert.Equal(-1, Cholesky.Factor(plain.View, context));
        Assert.Equal(0, Cholesky.Factor(replacing.View, 0, 1, context));
        Assert.Equal(plain.Bits(), replacing.Bits());
    }
}
