using FsCheck.Xunit;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

/// <summary>Terms with nearly parallel vectors against sums over the vectors in full.</summary>
public sealed unsafe class SharedColumnsTests
{
    private const int Order = 70;
    private const int Columns = 71;

    [Property(MaxTest = 10)]
    public void Combinations_and_products_with_them_are_those_of_the_full_vectors(int seed)
    {
        var random = new Random(seed);
        using TestMatrix factor = Reflected(random);
        using SharedColumns shared = SharedColumns.TryFind(factor.View)!;
        double[] weights = [.. Enumerable.Range(0, Columns).Select(_ => random.NextDouble() - 0.3)];
        using TestMatrix weighted = TestMatrix.Create(Order, Columns, (i, r) => weights[r] * factor[i, r]);
        using TestMatrix sum = TestMatrix.Random(Order, Order, 1);
        using TestMatrix before = sum.Clone();
        shared.AddCombination(weights, sum.View);
        AssertClose(sum, (i, j) => before[i, j] + Enumerable.Range(0, Columns).Sum(r => weighted[i, r] * factor[j, r]), lowerOnly: true);

        using TestMatrix lower = TestMatrix.Random(Order, Order, 2);
        using TestMatrix matrix = lower.MirroredLower();
        using TestMatrix thin = TestMatrix.Create(Columns, Order, (r, j) => Enumerable.Range(0, Order).Sum(k => factor[k, r] * matrix[k, j]));
        using TestMatrix product = before.Clone();
        shared.MultiplyAdd(weights, matrix.View, product.View);
        AssertClose(product, (i, j) => before[i, j] + Enumerable.Range(0, Columns).Sum(r => weighted[i, r] * thin[r, j]), lowerOnly: false);
        product.AssertPaddingUntouched();
    }

    [Property(MaxTest = 10)]
    public void Forms_are_those_of_the_full_vectors(int seed)
    {
        var random = new Random(seed);
        using TestMatrix factor = Reflected(random);
        using SharedColumns shared = SharedColumns.TryFind(factor.View)!;
        using TestMatrix lower = TestMatrix.Random(Order, Order, 1);
        using TestMatrix left = lower.MirroredLower();
        using TestMatrix right = TestMatrix.Random(Order, Order, 2);
        using TestMatrix leftFactor = TestMatrix.Create(Order, Columns, (i, r) => Enumerable.Range(0, Order).Sum(k => left[k, i] * factor[k, r]));
        using TestMatrix rightFactor = TestMatrix.Create(Order, Columns, (i, r) => Enumerable.Range(0, Order).Sum(k => right[i, k] * factor[k, r]));
        double[] forms = new double[Columns];
        shared.Forms(right.View, forms);
        AssertForms(factor, rightFactor, forms);
        shared.ProductForms(left.View, right.View, forms);
        AssertForms(leftFactor, rightFactor, forms);
    }

    [Property(MaxTest = 10)]
    public void Products_with_the_columns_are_those_of_the_full_vectors(int seed)
    {
        var random = new Random(seed);
        using TestMatrix factor = Reflected(random);
        using SharedColumns shared = SharedColumns.TryFind(factor.View)!;
        using TestMatrix lower = TestMatrix.Random(Order, Order, 1);
        using TestMatrix matrix = lower.MirroredLower();
        using TestMatrix product = TestMatrix.Random(Order, Columns, 2);
        using var context = new KernelContext(2, CancellationToken.None);
        shared.Multiply(matrix.View, product.View, context);
        AssertClose(product, (i, r) => Enumerable.Range(0, Order).Sum(k => matrix[i, k] * factor[k, r]), lowerOnly: false);
        const int First = 3;
        double[] inner = new double[Columns - First];
        fixed (double* values = inner)
        {
            shared.Inner(matrix.View.Column(5), First, values);
        }

        Assert.All(inner.Index(), entry => Assert.Equal(Enumerable.Range(0, Order).Sum(k => factor[k, First + entry.Index] * matrix[k, 5]), entry.Item, 1e-10));
    }

    [Fact]
    public void Other_vectors_are_left_alone()
    {
        using TestMatrix random = TestMatrix.Random(Order, Columns, 1);
        Assert.Null(SharedColumns.TryFind(random.View));
        using TestMatrix zero = TestMatrix.Create(Order, 1, (_, _) => 0.0);
        Assert.Null(SharedColumns.TryFind(zero.View));
    }

    /// <summary>The unit vectors of one more dimension, reflected as facial reduction does, without the axis that is dropped.</summary>
    private static TestMatrix Reflected(Random random)
    {
        double[] w = [.. Enumerable.Range(0, Columns).Select(_ => 0.5 + random.NextDouble())];
        w[0] += 8.0;
        double tau = 2.0 / w.Sum(value => value * value);
        return TestMatrix.Create(Order, Columns, (i, r) => (r == i + 1 ? 1.0 : 0.0) - (tau * w[i + 1] * w[r]));
    }

    private static void AssertForms(TestMatrix left, TestMatrix right, double[] forms)
    {
        for (int r = 0; r < Columns; r++)
        {
            double expected = Enumerable.Range(0, Order).Sum(i => left[i, r] * right[i, r]);
            Assert.True(Math.Abs(expected - forms[r]) < 1e-11, $"{r}: {forms[r]:R} is not {expected:R}");
        }
    }

    private static void AssertClose(TestMatrix result, Func<int, int, double> expected, bool lowerOnly)
    {
        for (int j = 0; j < result.Columns; j++)
        {
            for (int i = lowerOnly ? j : 0; i < result.Rows; i++)
            {
                double value = expected(i, j);
                Assert.True(Math.Abs(value - result[i, j]) < 1e-11, $"({i}, {j}): {result[i, j]:R} is not {value:R}");
            }
        }
    }
}
