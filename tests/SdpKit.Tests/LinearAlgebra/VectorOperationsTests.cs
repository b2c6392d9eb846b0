using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public sealed unsafe class VectorOperationsTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 71), 255, 256, 1001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Operations_agree_with_plain_loops_and_touch_nothing_behind_the_end(int n)
    {
        Random random = new(n);
        double[] x = SymmetricTestMatrix.RandomVector(random, n + 1);
        double[] y = SymmetricTestMatrix.RandomVector(random, n + 1);
        double[] added = (double[])y.Clone();
        double[] scaled = (double[])x.Clone();
        double[] multiplied = (double[])y.Clone();
        fixed (double* px = x, py = y, pa = added, ps = scaled, pm = multiplied)
        {
            double dot = Enumerable.Range(0, n).Sum(i => x[i] * y[i]);
            Assert.Equal(dot, VectorOperations.Dot(px, py, n), 1e-13 * (n + 1));
            Assert.Equal(x.Take(n).Sum(v => v * v), VectorOperations.SumOfSquares(px, n), 1e-13 * (n + 1));
            Assert.Equal(x.Take(n).Select(Math.Abs).DefaultIfEmpty().Max(), VectorOperations.MaxAbs(px, n));
            VectorOperations.AddScaled(-0.7, px, pa, n);
            VectorOperations.Scale(1.3, ps, n);
            VectorOperations.Multiply(0.9, px, pm, n);
        }

        for (int i = 0; i < n; i++)
        {
            Assert.Equal(y[i] - (0.7 * x[i]), added[i], 1e-15);
            Assert.Equal(1.3 * x[i], scaled[i], 1e-15);
            Assert.Equal(0.9 * x[i] * y[i], multiplied[i], 1e-15);
        }

        Assert.Equal(y[n], added[n]);
        Assert.Equal(x[n], scaled[n]);
        Assert.Equal(y[n], multiplied[n]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Largest_magnitude_of_a_vector_with_a_nan_is_nan(int n)
    {
        for (int position = 0; position < n; position++)
        {
            double[] x = SymmetricTestMatrix.RandomVector(new Random(n), n);
            x[position] = double.NaN;
            fixed (double* px = x)
            {
                Assert.True(double.IsNaN(VectorOperations.MaxAbs(px, n)));
            }
        }
    }

    [Fact]
    public void Clearing_by_a_zero_factor_removes_nan()
    {
        double* y = stackalloc double[] { double.NaN, 1.0, 2.0 };
        VectorOperations.ScaleOrClear(0.0, y, 2);
        Assert.Equal([0.0, 0.0, 2.0], new Span<double>(y, 3).ToArray());
    }
}
