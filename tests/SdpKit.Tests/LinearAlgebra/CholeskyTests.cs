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
        foreach (int order in KernelSizes.Orders)
        {
            using GuardedMatrix a = GuardedMatrix.RandomPositiveDefinite(order, 1);
            using GuardedMatrix l = a.Clone();
            Assert.Equal(-1, Cholesky.Factor(l.View, context));
            l.AssertPaddingUntouched();
            l.AssertUpperTriangleIs(double.NaN);
            for (int j = 0; j < order; j++)
            {
                for (int i = j; i < order; i++)
                {
                    double sum = Naive.Sum(j + 1, k => l[i, k] * l[j, k]);
                    double magnitude = Naive.Sum(j + 1, k => Math.Abs(l[i, k] * l[j, k]));
                    Naive.AssertEqualUpToRounding(a[i, j], sum, order, magnitude, $"order {order}, ({i}, {j})");
                }
            }
        }
    }

    [Fact]
    public void Factor_of_indefinite_matrix_names_the_column_without_throwing()
    {
        using KernelContext context = new(1, CancellationToken.None);
        foreach (int order in new[] { 1, 9, 33, 64, 131, 300 })
        {
            foreach (int column in new[] { 0, order / 3, order / 2, order - 1 })
            {
                using GuardedMatrix a = GuardedMatrix.RandomPositiveDefinite(order, 1);
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
            using GuardedMatrix a = GuardedMatrix.RandomPositiveDefinite(order, 1);
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
            using GuardedMatrix a = GuardedMatrix.Create(order, order, (i, j) => i == j && i < rank ? 1 : 0);
            Assert.Equal(order - rank, Cholesky.Factor(a.View, 1e-14, 1e30, context));
            Assert.Equal(1, a[0, 0]);
            Assert.Equal(1e15, a[order - 1, order - 1], 1e3);
        }
    }

    [Fact]
    public void Replacing_factor_reports_not_a_number()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using GuardedMatrix a = GuardedMatrix.RandomPositiveDefinite(50, 1);
        a[20, 3] = double.NaN;
        Assert.Equal(-1, Cholesky.Factor(a.View, 1e-14, 1, context));
    }

    [Fact]
    public void Replacing_factor_of_a_positive_definite_matrix_is_the_plain_factor()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using GuardedMatrix plain = GuardedMatrix.RandomPositiveDefinite(100, 1);
        using GuardedMatrix replacing = plain.Clone();
        Assert.Equal(-1, Cholesky.Factor(plain.View, context));
        Assert.Equal(0, Cholesky.Factor(replacing.View, 0, 1, context));
        Assert.Equal(plain.Bits(), replacing.Bits());
    }
}
