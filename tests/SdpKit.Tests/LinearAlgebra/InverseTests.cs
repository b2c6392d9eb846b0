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
            using GuardedMatrix lower = l.LowerPart();
            using GuardedMatrix lowerInverse = inverse.LowerPart();
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
            using GuardedMatrix a = GuardedMatrix.RandomPositiveDefinite(order, 1);
            using GuardedMatrix l = a.Clone();
            Cholesky.Factor(l.View, context);
            using GuardedMatrix inverse = new(order, order);
            SymmetricInverse.FromCholesky(l.View, inverse.View, context);
            inverse.AssertPaddingUntouched();
            using GuardedMatrix full = a.MirroredLower();
            using GuardedMatrix mirrored = inverse.MirroredLower();
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
        using GuardedMatrix l = GuardedMatrix.RandomLower(70, 1);
        using GuardedMatrix old = l.Clone();
        using GuardedMatrix inverse = new(70, 70);
        SymmetricInverse.FromCholesky(l.View, inverse.View, context);
        Assert.Equal(old.Bits(), l.Bits());
    }

    private static void AssertInverse(GuardedMatrix matrix, GuardedMatrix inverse)
    {
        // The matrices are well conditioned, so |A| |A^-1| hardly exceeds the identity and bounds the error of the product.
        using GuardedMatrix identity = GuardedMatrix.Create(matrix.Rows, matrix.Rows, (i, j) => i == j ? 1 : 0);
        Naive.Product(matrix, false, inverse, false).AssertEquals(identity, $"order {matrix.Rows}");
    }
}
