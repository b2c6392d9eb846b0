using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

[Trait("Category", "Kernels")]
public sealed unsafe class SparseSymmetricProductTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(15, 20)]
    [InlineData(16, 40)]
    [InlineData(33, 5)]
    [InlineData(150, 700)]
    public void Product_agrees_with_that_of_the_expanded_matrix(int order, int entries)
    {
        using SparseSymmetricMatrix sparse = Random(order, entries);
        using TestMatrix expanded = Expand(sparse);
        using TestMatrix lower = TestMatrix.Random(order, order, 2);
        using TestMatrix right = lower.MirroredLower();
        using TestMatrix old = TestMatrix.Random(order, order, 3);
        Naive expected = Naive.Product(expanded, false, right, false);
        foreach ((double alpha, double beta) in new[] { (1.0, 0.0), (-0.5, 1.0), (2.0, -3.0) })
        {
            using TestMatrix result = old.Clone();
            Multiply(alpha, sparse, right, beta, result, threads: 2);
            expected.AssertEquals(result, $"n = {order}, alpha = {alpha}, beta = {beta}", alpha: alpha, beta: beta, old: old);
            result.AssertPaddingUntouched();
        }
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads_and_an_old_result_that_is_not_a_number_does_not_matter()
    {
        using SparseSymmetricMatrix sparse = Random(300, 2000);
        using TestMatrix lower = TestMatrix.Random(300, 300, 2);
        using TestMatrix right = lower.MirroredLower();
        var bits = new List<long[]>();
        foreach (int threads in new[] { 1, 2, 5 })
        {
            using TestMatrix result = TestMatrix.Create(300, 300, (_, _) => double.NaN);
            Multiply(1.0, sparse, right, 0.0, result, threads);
            bits.Add(result.Bits());
        }

        Assert.Equal(bits[0], bits[1]);
        Assert.Equal(bits[0], bits[2]);
    }

    [Fact]
    public void Entry_outside_the_pattern_is_refused_with_its_place()
    {
        using var matrix = new SparseSymmetricMatrix(new SymmetricPatternBuilder(4).Build());
        ArgumentException error = Assert.Throws<ArgumentException>(() => matrix.Find(3, 1));
        Assert.Contains("(3, 1)", error.Message, StringComparison.Ordinal);
    }

    private static void Multiply(double alpha, SparseSymmetricMatrix sparse, TestMatrix right, double beta, TestMatrix result, int threads)
    {
        using var context = new KernelContext(threads, CancellationToken.None);
        using var product = new SparseSymmetricProduct(sparse.Order, context);
        product.Multiply(alpha, sparse, right.View, beta, result.View, context);
    }

    private static SparseSymmetricMatrix Random(int order, int entries)
    {
        var random = new Random(order);
        var builder = new SymmetricPatternBuilder(order);
        for (int k = 0; k < entries; k++)
        {
            builder.AddEntry(random.Next(order), random.Next(order));
        }

        var matrix = new SparseSymmetricMatrix(builder.Build());
        for (nint k = 0; k < matrix.ValueCount; k++)
        {
            matrix.Values[k] = (2.0 * random.NextDouble()) - 1.0;
        }

        return matrix;
    }

    private static TestMatrix Expand(SparseSymmetricMatrix sparse)
    {
        TestMatrix dense = TestMatrix.Create(sparse.Order, sparse.Order, (_, _) => 0.0);
        for (int j = 0; j < sparse.Order; j++)
        {
            dense[j, j] = sparse.Values[sparse.Find(j, j)];
            foreach (int i in sparse.Pattern.Rows(j))
            {
                dense[i, j] = dense[j, i] = sparse.Values[sparse.Find(i, j)];
            }
        }

        return dense;
    }
}
