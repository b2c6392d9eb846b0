using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

[Trait("Category", "Kernels")]
public sealed unsafe class SparseSymmetricProductTests
{
    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(15, 20, false)]
    [InlineData(16, 40, true)]
    [InlineData(33, 5, false)]
    [InlineData(33, 5, true)]
    [InlineData(150, 700, false)]
    [InlineData(150, 700, true)]
    public void Product_agrees_with_that_of_the_expanded_matrix(int order, int entries, bool hasVector)
    {
        using SparseSymmetricMatrix sparse = Random(order, entries, hasVector);
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
        using SparseSymmetricMatrix sparse = Random(300, 2000, hasVector: true);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sums_norm_and_products_with_vectors_and_matrices_are_those_of_the_expanded_matrix(bool hasVector)
    {
        const int Order = 40;
        using SparseSymmetricMatrix sparse = Random(Order, 90, hasVector);
        using TestMatrix expanded = Expand(sparse);
        using TestMatrix copy = TestMatrix.Create(Order, Order, (i, j) => i - (2.0 * j));
        sparse.AddTo(copy.View, CancellationToken.None);
        using TestMatrix lower = TestMatrix.Random(Order, Order, 2);
        using TestMatrix other = lower.MirroredLower();
        using TestMatrix vector = TestMatrix.Random(Order, 1, 3);
        using TestMatrix image = new(Order, 1);
        sparse.Multiply(vector.View.Data, image.View.Data);
        (double norm, double inner) = (0.0, 0.0);
        for (int i = 0; i < Order; i++)
        {
            double sum = 0.0;
            for (int j = 0; j < Order; j++)
            {
                Assert.Equal(i - (2.0 * j) + expanded[i, j], copy[i, j], 1e-13);
                norm += expanded[i, j] * expanded[i, j];
                inner += expanded[i, j] * other[i, j];
                sum += expanded[i, j] * vector[j, 0];
            }

            Assert.Equal(sum, image[i, 0], 1e-12);
        }

        Assert.Equal(norm, sparse.SquaredNorm(), 1e-11);
        Assert.Equal(inner, sparse.Dot(other.View), 1e-11);
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

    private static SparseSymmetricMatrix Random(int order, int entries, bool hasVector)
    {
        var random = new Random(order);
        var builder = new SymmetricPatternBuilder(order);
        for (int k = 0; k < entries; k++)
        {
            builder.AddEntry(random.Next(order), random.Next(order));
        }

        double[] vector = [.. Enumerable.Range(0, hasVector ? order : 0).Select(_ => random.NextDouble())];
        var matrix = new SparseSymmetricMatrix(builder.Build(), vector);
        for (nint k = 0; k < matrix.ValueCount; k++)
        {
            matrix.Values[k] = (2.0 * random.NextDouble()) - 1.0;
        }

        return matrix;
    }

    private static TestMatrix Expand(SparseSymmetricMatrix sparse)
    {
        double weight = sparse.HasVector ? sparse.Weight : 0.0;
        TestMatrix dense = TestMatrix.Create(sparse.Order, sparse.Order, (i, j) => weight == 0.0 ? 0.0 : weight * sparse.Vector[i] * sparse.Vector[j]);
        for (int j = 0; j < sparse.Order; j++)
        {
            dense[j, j] += sparse.Values[sparse.Find(j, j)];
            foreach (int i in sparse.Pattern.Rows(j))
            {
                dense[i, j] += sparse.Values[sparse.Find(i, j)];
                dense[j, i] = dense[i, j];
            }
        }

        return dense;
    }
}
