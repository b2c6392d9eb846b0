using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class InverseTests
{
    [Theory]
    [MemberData(nameof(KernelSizes.Lanes), MemberType = typeof(KernelSizes))]
    public void Triangular_inverse_times_the_matrix_is_the_identity(int lanes)
    {
        using KernelContext context = KernelSizes.Context(lanes);
        foreach (int order in KernelSizes.Orders)
        {
            using GuardedMatrix l = GuardedMatrix.RandomLower(order, 1);
            using GuardedMatrix inverse = l.Clone();
            TriangularInverse.InvertLower(inverse.View, context);
            inverse.AssertPaddingUntouched();
            inverse.AssertUpperTriangleIs(double.NaN);
            AssertIdentity(order, (i, k) => l.Lower(i, k), (k, j) => inverse.Lower(k, j));
        }
    }

    [Theory]
    [MemberData(nameof(KernelSizes.Lanes), MemberType = typeof(KernelSizes))]
    public void Symmetric_inverse_times_the_matrix_is_the_identity(int lanes)
    {
        using KernelContext context = KernelSizes.Context(lanes);
        foreach (int order in KernelSizes.Orders)
        {
            using GuardedMatrix a = GuardedMatrix.RandomPositiveDefinite(order, 1);
            using GuardedMatrix l = a.Clone();
            Cholesky.Factor(l.View, context);
            using GuardedMatrix inverse = new(order, order);
            SymmetricInverse.FromCholesky(l.View, inverse.View, context);
            inverse.AssertPaddingUntouched();
            AssertIdentity(order, (i, k) => a[Math.Max(i, k), Math.Min(i, k)], (k, j) => inverse[k, j]);
            Assert.All(Enumerable.Range(0, order), i => Assert.Equal(inverse[order - 1, i], inverse[i, order - 1]));

            SymmetricInverse.FromCholesky(l.View, l.View, context);
            Assert.Equal(inverse.Bits(), l.Bits());
        }
    }

    [Fact]
    public void Symmetric_inverse_keeps_the_factor_when_the_destination_is_other_memory()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using GuardedMatrix l = GuardedMatrix.RandomLower(70, 1);
        using GuardedMatrix old = l.Clone();
        using GuardedMatrix inverse = new(70, 70);
        SymmetricInverse.FromCholesky(l.View, inverse.View, context);
        Assert.Equal(old.Bits(), l.Bits());
    }

    private static void AssertIdentity(int order, Func<int, int, double> matrix, Func<int, int, double> inverse)
    {
        int step = Math.Max(1, order / 60);
        for (int j = 0; j < order; j += step)
        {
            for (int i = 0; i < order; i += step)
            {
                double sum = Naive.Sum(order, k => matrix(i, k) * inverse(k, j));
                Assert.True(Math.Abs(sum - (i == j ? 1 : 0)) <= 1e-14 * (order + 5), $"order {order}, ({i}, {j}): {sum:R}");
            }
        }
    }
}
