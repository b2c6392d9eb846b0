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
        foreach (int order in KernelSizes.FactorOrders)
        {
            using TestMatrix l = TestMatrix.RandomLower(order, 1);
            using TestMatrix inverse = l.Clone();
            TriangularInverse.InvertLower(inverse.View, context);
            inverse.AssertPaddingUntouched();
            inverse.AssertUpperTriangleIs(double.NaN);
            using TestMatrix lower = l.LowerPart();
            using TestMatrix lowerInverse = inverse.LowerPart();
            AssertInverse(lower, lowerInverse);
        }
    }

    [Theory]
    [MemberData(nameof(KernelSizes.Lanes), MemberType = typeof(KernelSizes))]
    public void Symmetric_inverse_times_the_matrix_is_the_identity(int lanes)
    {
        using KernelContext context = KernelSizes.Context(lanes);
        foreach (int order in KernelSizes.FactorOrders)
        {
            using TestMatrix a = TestMatrix.RandomPositiveDefinite(order, 1);
            using TestMatrix l = a.Clone();
            Cholesky.Factor(l.View, context);
            using TestMatrix inverse = new(order, order);
            SymmetricInverse.FromCholesky(l.View, inverse.View, context);
            inverse.AssertPaddingUntouched();
            using TestMatrix full = a.MirroredLower();
            using TestMatrix mirrored = inverse.MirroredLower();
            AssertInverse(full, inverse);
            Assert.Equal(mirrored.Bits(), inverse.Bits());

            SymmetricInverse.FromCholesky(l.View, l.View, context);
            Assert.Equal(inverse.Bits(), l.Bits());
        }
    }

    [Fact]
    public void Inverse_of_a_large_triangle_undoes_it_with_the_same_bits_for_any_number_of_threads()
    {
        const int Order = 1040;
        using TestMatrix l = TestMatrix.RandomLower(Order, 1);
        using TestMatrix lower = l.LowerPart();
        using TestMatrix x = TestMatrix.Random(Order, 1, 2);
        using TestMatrix product = x.Clone();
        using KernelContext oneThread = new(1, CancellationToken.None);
        MatrixProduct.Multiply(1, lower.View, false, x.View, false, 0, product.View, oneThread);
        long[]? expected = null;
        for (int threads = 1; threads <= 4; threads++)
        {
            using KernelContext context = new(threads, CancellationToken.None);
            using TestMatrix inverse = l.Clone();
            TriangularInverse.InvertLower(inverse.View, context);
            expected ??= inverse.Bits();
            Assert.Equal(expected, inverse.Bits());
            using TestMatrix lowerInverse = inverse.LowerPart();
            Naive.Product(lowerInverse, false, product, false).AssertEquals(x, $"{threads} threads");
        }
    }

    [Fact]
    public void Symmetric_inverse_keeps_the_factor_when_the_destination_is_other_memory()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using TestMatrix l = TestMatrix.RandomLower(70, 1);
        using TestMatrix old = l.Clone();
        using TestMatrix inverse = new(70, 70);
        SymmetricInverse.FromCholesky(l.View, inverse.View, context);
        Assert.Equal(old.Bits(), l.Bits());
    }

    private static void AssertInverse(TestMatrix matrix, TestMatrix inverse)
    {
        // The matrices are well conditioned, so |A| |A^-1| hardly exceeds the identity and bounds the error of the product.
        using TestMatrix identity = TestMatrix.Create(matrix.Rows, matrix.Rows, (i, j) => i == j ? 1 : 0);
        Naive.Product(matrix, false, inverse, false).AssertEquals(identity, $"order {matrix.Rows}");
    }
}
