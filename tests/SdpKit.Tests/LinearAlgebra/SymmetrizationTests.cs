using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class SymmetrizationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mirror_copies_the_lower_triangle_and_average_means_both(int threads)
    {
        using KernelContext context = new(threads, CancellationToken.None);
        foreach (int order in KernelSizes.Orders.Append(1200))
        {
            using TestMatrix a = TestMatrix.Random(order, order, 1);
            using TestMatrix mirrored = a.Clone();
            using TestMatrix averaged = a.Clone();
            Symmetrization.MirrorLower(mirrored.View, context);
            Symmetrization.Average(averaged.View, context);
            mirrored.AssertPaddingUntouched();
            averaged.AssertPaddingUntouched();
            for (int j = 0; j < order; j++)
            {
                for (int i = 0; i < order; i++)
                {
                    bool same = mirrored[i, j] == a[Math.Max(i, j), Math.Min(i, j)] && averaged[i, j] == 0.5 * (a[i, j] + a[j, i]);
                    Assert.True(same, $"order {order}, ({i}, {j})");
                }
            }
        }
    }
}
