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
        foreach (int order in KernelSizes.Orders)
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
