using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public sealed unsafe class MatrixVectorTests
{
    public static TheoryData<int> Orders => [.. Enumerable.Range(0, 71), 203, 256];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Symmetric_product_reads_the_lower_triangle_only_and_agrees_with_a_plain_loop(int n)
    {
        Random random = new(n);
        int stride = n + 3;
        double[] a = SymmetricTestMatrix.RandomVector(random, n * stride);
        for (int j = 0; j < n; j++)
        {
            a.AsSpan(j * stride, j).Fill(double.NaN);
        }

        double[] x = SymmetricTestMatrix.RandomVector(random, n);
        double[] y = SymmetricTestMatrix.RandomVector(random, n + 1);
        double[] product = (double[])y.Clone();
        double[] overwritten = new double[n + 1];
        Array.Fill(overwritten, double.NaN);
        fixed (double* pa = a, px = x, pp = product, po = overwritten)
        {
            MatrixView view = new(pa, n, n, stride);
            SymmetricMatrixVector.MultiplyLower(0.5, view, px, -2.0, pp);
            SymmetricMatrixVector.MultiplyLower(1.0, view, px, 0.0, po);
        }

        for (int i = 0; i < n; i++)
        {
            double sum = Enumerable.Range(0, n).Sum(j => a[Math.Max(i, j) + (Math.Min(i, j) * stride)] * x[j]);
            Assert.Equal((0.5 * sum) - (2.0 * y[i]), product[i], 1e-13 * (n + 1));
            Assert.Equal(sum, overwritten[i], 1e-13 * (n + 1));
        }

        Assert.Equal(y[n], product[n]);
        Assert.True(double.IsNaN(overwritten[n]));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void General_product_agrees_with_a_plain_loop_for_tall_and_wide_matrices_and_their_transposes(int n)
    {
        Random random = new(n);
        foreach ((int rows, int columns) in new[] { (n, (n / 2) + 1), ((n / 3) + 1, n) })
        {
            int stride = rows + 5;
            double[] a = SymmetricTestMatrix.RandomVector(random, (columns * stride) + 1);
            foreach (bool transpose in new[] { false, true })
            {
                int length = transpose ? columns : rows;
                int inner = transpose ? rows : columns;
                double[] x = SymmetricTestMatrix.RandomVector(random, inner);
                double[] y = SymmetricTestMatrix.RandomVector(random, length + 1);
                double[] product = (double[])y.Clone();
                fixed (double* pa = a, px = x, pp = product)
                {
                    MatrixVectorProduct.Multiply(-1.5, new MatrixView(pa, rows, columns, stride), transpose, px, 0.25, pp);
                }

                for (int i = 0; i < length; i++)
                {
                    double sum = Enumerable.Range(0, inner).Sum(j => (transpose ? a[j + (i * stride)] : a[i + (j * stride)]) * x[j]);
                    Assert.Equal((-1.5 * sum) + (0.25 * y[i]), product[i], 1e-13 * (n + 1));
                }

                Assert.Equal(y[length], product[length]);
            }
        }
    }
}
