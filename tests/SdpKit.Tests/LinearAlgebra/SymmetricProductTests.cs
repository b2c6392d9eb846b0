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
    [InlineData(530, 300)]
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
        using GuardedMatrix a = transposeA ? GuardedMatrix.Random(depth, order, 1) : GuardedMatrix.Random(order, depth, 1);
        using GuardedMatrix b = transposeB ? GuardedMatrix.Random(order, depth, 2) : GuardedMatrix.Random(depth, order, 2);
        using GuardedMatrix b2 = transposeA ? GuardedMatrix.Random(depth, order, 4) : GuardedMatrix.Random(order, depth, 4);

        AssertLower(
            order, depth, alpha, beta,
            c => SymmetricProduct.MultiplyLower(alpha, a.View, transposeA, b.View, transposeB, beta, c, context),
            (i, j, k) => (Naive.Entry(a.View, transposeA, i, k) * Naive.Entry(b.View, transposeB, k, j), 0));
        AssertLower(
            order, depth, alpha, beta,
            c => SymmetricRankUpdate.UpdateLower(alpha, a.View, transposeA, beta, c, context),
            (i, j, k) => (Naive.Entry(a.View, transposeA, i, k) * Naive.Entry(a.View, transposeA, j, k), 0));
        AssertLower(
            order, depth, alpha, beta,
            c => SymmetricRank2Update.UpdateLower(alpha, a.View, b2.View, transposeA, beta, c, context),
            (i, j, k) => (
                Naive.Entry(a.View, transposeA, i, k) * Naive.Entry(b2.View, transposeA, j, k),
                Naive.Entry(b2.View, transposeA, i, k) * Naive.Entry(a.View, transposeA, j, k)));
    }

    private static void AssertLower(
        int order, int depth, double alpha, double beta, Action<MatrixView> kernel, Func<int, int, int, (double First, double Second)> terms)
    {
        using GuardedMatrix old = GuardedMatrix.Random(order, order, 3);
        using GuardedMatrix c = GuardedMatrix.Create(order, order, (i, j) => i < j ? Untouched : old[i, j]);
        kernel(c.View);
        c.AssertPaddingUntouched();
        c.AssertUpperTriangleIs(Untouched);
        int step = Math.Max(1, order / 300);
        for (int j = 0; j < order; j += step)
        {
            for (int i = j; i < order; i += step)
            {
                double expected = beta * old[i, j];
                double magnitude = Math.Abs(expected);
                for (int k = 0; k < depth; k++)
                {
                    (double first, double second) = terms(i, j, k);
                    expected += alpha * (first + second);
                    magnitude += Math.Abs(alpha) * (Math.Abs(first) + Math.Abs(second));
                }

                Naive.AssertEqualUpToRounding(expected, c[i, j], 2 * depth, magnitude, $"order {order}, depth {depth}, ({i}, {j})");
            }
        }
    }
}
