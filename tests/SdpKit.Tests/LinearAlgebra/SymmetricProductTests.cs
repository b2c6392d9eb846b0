using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class SymmetricProductTests
{
    private const double Untouched = 1234.5;

    [Theory]
    [MemberData(nameof(KernelSizes.Lanes), MemberType = typeof(KernelSizes))]
    public void Lower_products_equal_the_lower_triangle_of_the_full_product_and_leave_the_upper_one_alone(int lanes)
    {
        using KernelContext context = KernelSizes.Context(lanes);
        int variant = 0;
        foreach (int order in KernelSizes.Orders)
        {
            foreach (int depth in new[] { 1, 8, order, 61 })
            {
                AssertLowerProducts(order, depth, (variant & 1) != 0, (variant & 2) != 0, (variant % 3) - 0.5, variant % 3 == 0 ? 0 : 1.5 - (variant % 2), context);
                variant++;
            }
        }
    }

    [Theory]
    [InlineData(2400, 5)]
    [InlineData(530, 20)]
    [InlineData(60, 600)]
    public void Lower_products_cross_every_block_boundary(int order, int depth)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            using KernelContext context = new(threads, CancellationToken.None);
            AssertLowerProducts(order, depth, false, false, 1, 0, context);
            AssertLowerProducts(order, depth, true, true, -1, 1, context);
        }
    }

    private static void AssertLowerProducts(
        int order, int depth, bool transposeA, bool transposeB, double alpha, double beta, KernelContext context)
    {
        using TestMatrix a = transposeA ? TestMatrix.Random(depth, order, 1) : TestMatrix.Random(order, depth, 1);
        using TestMatrix b = transposeB ? TestMatrix.Random(order, depth, 2) : TestMatrix.Random(depth, order, 2);
        using TestMatrix b2 = transposeA ? TestMatrix.Random(depth, order, 4) : TestMatrix.Random(order, depth, 4);

        AssertLower(
            Naive.Product(a, transposeA, b, transposeB), order, depth, alpha, beta,
            c => SymmetricProduct.MultiplyLower(alpha, a.View, transposeA, b.View, transposeB, beta, c, context));
        AssertLower(
            Naive.Product(a, transposeA, a, !transposeA), order, depth, alpha, beta,
            c => SymmetricRankUpdate.UpdateLower(alpha, a.View, transposeA, beta, c, context));
        AssertLower(
            Naive.Product(a, transposeA, b2, !transposeA).Plus(Naive.Product(b2, transposeA, a, !transposeA)), order, depth, alpha, beta,
            c => SymmetricRank2Update.UpdateLower(alpha, a.View, b2.View, transposeA, beta, c, context));
    }

    private static void AssertLower(Naive product, int order, int depth, double alpha, double beta, Action<MatrixView> kernel)
    {
        using TestMatrix old = TestMatrix.Random(order, order, 3);
        using TestMatrix c = TestMatrix.Create(order, order, (i, j) => i < j ? Untouched : old[i, j]);
        kernel(c.View);
        c.AssertPaddingUntouched();
        c.AssertUpperTriangleIs(Untouched);
        product.AssertEquals(c, $"order {order}, depth {depth}", lowerOnly: true, alpha, beta, old);
    }
}
