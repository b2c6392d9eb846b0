using FsCheck.Xunit;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class MatrixProductTests
{
    [Theory]
    [MemberData(nameof(KernelSizes.Lanes), MemberType = typeof(KernelSizes))]
    public void Product_equals_the_sum_of_products_for_every_shape_and_orientation(int lanes)
    {
        using KernelContext context = KernelSizes.Context(lanes);
        int[] depths = [0, 1, 3, 7, 16, 31, 40, 70];
        double[] factors = [0, 1, -0.75];
        int variant = 0;
        foreach (int rows in KernelSizes.Orders.Where(order => order < 140))
        {
            foreach (int columns in new[] { rows, (rows * 5 % 37) + 1, 0, 1, 2, 9, 33 })
            {
                int depth = depths[variant % depths.Length];
                AssertProduct(rows, columns, depth, (variant & 1) != 0, (variant & 2) != 0, factors[variant % 3], factors[variant / 3 % 3], context);
                variant++;
            }
        }
    }

    [Theory]
    [InlineData(300, 10, 700)]
    [InlineData(10, 300, 513)]
    [InlineData(2400, 9, 40)]
    [InlineData(9, 2100, 40)]
    public void Product_crosses_every_block_boundary(int rows, int columns, int depth)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            using KernelContext context = new(threads, CancellationToken.None);
            AssertProduct(rows, columns, depth, false, false, 1, 0, context);
            AssertProduct(rows, columns, depth, true, true, 0.5, -1, context);
        }
    }

    [Fact]
    public void Zero_beta_ignores_what_the_result_held()
    {
        using KernelContext context = new(1, CancellationToken.None);
        foreach (int order in new[] { 5, 30, 61 })
        {
            using TestMatrix a = TestMatrix.Random(order, order, 1);
            using TestMatrix c = TestMatrix.Create(order, order, (_, _) => double.NaN);
            MatrixProduct.Multiply(1, a.View, false, a.View, false, 0, c.View, context);
            Assert.All(Enumerable.Range(0, order), i => Assert.True(double.IsFinite(c[i, order - 1 - i])));
        }
    }

    [Fact]
    public void Not_a_number_reaches_exactly_the_entries_that_depend_on_it()
    {
        using KernelContext context = new(1, CancellationToken.None);
        foreach (int order in new[] { 6, 29, 77 })
        {
            using TestMatrix a = TestMatrix.Random(order, order, 1);
            using TestMatrix c = new(order, order);
            a[3, 2] = double.NaN;
            using TestMatrix b = TestMatrix.Random(order, order, 2);
            MatrixProduct.Multiply(1, a.View, false, b.View, false, 0, c.View, context);
            for (int j = 0; j < order; j++)
            {
                for (int i = 0; i < order; i++)
                {
                    Assert.Equal(i == 3, double.IsNaN(c[i, j]));
                }
            }
        }
    }

    [Property(MaxTest = 40)]
    public bool Transposing_a_product_swaps_and_transposes_its_factors(byte rowSeed, byte columnSeed, byte depthSeed)
    {
        (int rows, int columns, int depth) = (rowSeed % 90, columnSeed % 90, depthSeed % 90);
        using KernelContext context = new(1, CancellationToken.None);
        using TestMatrix a = TestMatrix.Random(rows, depth, 1);
        using TestMatrix b = TestMatrix.Random(depth, columns, 2);
        using TestMatrix product = new(rows, columns);
        using TestMatrix transposed = new(columns, rows);
        MatrixProduct.Multiply(1, a.View, false, b.View, false, 0, product.View, context);
        MatrixProduct.Multiply(1, b.View, true, a.View, true, 0, transposed.View, context);
        return Enumerable.Range(0, rows).All(i => Enumerable.Range(0, columns).All(
            j => Math.Abs(product[i, j] - transposed[j, i]) <= 1e-15 * (depth + 1)));
    }

    private static void AssertProduct(
        int rows, int columns, int depth, bool transposeA, bool transposeB, double alpha, double beta, KernelContext context)
    {
        using TestMatrix a = transposeA ? TestMatrix.Random(depth, rows, 1) : TestMatrix.Random(rows, depth, 1);
        using TestMatrix b = transposeB ? TestMatrix.Random(columns, depth, 2) : TestMatrix.Random(depth, columns, 2);
        using TestMatrix old = TestMatrix.Random(rows, columns, 3);
        using TestMatrix c = old.Clone();
        MatrixProduct.Multiply(alpha, a.View, transposeA, b.View, transposeB, beta, c.View, context);
        c.AssertPaddingUntouched();
        Naive.Product(a, transposeA, b, transposeB).AssertEquals(
            c, $"{rows} x {columns} x {depth}, A{(transposeA ? "'" : "")} B{(transposeB ? "'" : "")}", lowerOnly: false, alpha, beta, old);
    }
}
