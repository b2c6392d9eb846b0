namespace SdpKit.Tests.LinearAlgebra;

/// <summary>The textbook product that the kernels are compared with, and how far rounding may take them from it.</summary>
internal sealed class Naive
{
    private readonly double[] _sums;
    private readonly double[] _magnitudes;
    private readonly int _rows;
    private readonly int _terms;

    private Naive(int rows, int columns, int terms)
    {
        _rows = rows;
        _terms = terms;
        _sums = new double[rows * columns];
        _magnitudes = new double[rows * columns];
    }

    /// <summary>op(A) op(B).</summary>
    public static Naive Product(TestMatrix a, bool transposeA, TestMatrix b, bool transposeB)
    {
        int rows = transposeA ? a.Columns : a.Rows;
        int columns = transposeB ? b.Rows : b.Columns;
        int depth = transposeA ? a.Rows : a.Columns;
        Naive product = new(rows, columns, depth);
        for (int j = 0; j < columns; j++)
        {
            for (int k = 0; k < depth; k++)
            {
                double right = transposeB ? b[j, k] : b[k, j];
                for (int i = 0; i < rows; i++)
                {
                    double term = (transposeA ? a[k, i] : a[i, k]) * right;
                    product._sums[i + (j * rows)] += term;
                    product._magnitudes[i + (j * rows)] += Math.Abs(term);
                }
            }
        }

        return product;
    }

    /// <summary>Adds another product of the same shape.</summary>
    public Naive Plus(Naive other)
    {
        Naive sum = new(_rows, _rows == 0 ? 0 : _sums.Length / _rows, _terms + other._terms);
        for (int i = 0; i < _sums.Length; i++)
        {
            sum._sums[i] = _sums[i] + other._sums[i];
            sum._magnitudes[i] = _magnitudes[i] + other._magnitudes[i];
        }

        return sum;
    }

    /// <summary>
    /// Asserts that <paramref name="result"/> is alpha times this product plus beta <paramref name="old"/>, in the lower triangle or everywhere,
    /// up to the rounding that sums of so many products of such size have in whatever order they are added.
    /// </summary>
    public void AssertEquals(TestMatrix result, string place, bool lowerOnly = false, double alpha = 1, double beta = 0, TestMatrix? old = null)
    {
        for (int j = 0; j < result.Columns; j++)
        {
            for (int i = lowerOnly ? j : 0; i < result.Rows; i++)
            {
                double addend = beta == 0 ? 0 : beta * old![i, j];
                double expected = (alpha * _sums[i + (j * _rows)]) + addend;
                double magnitude = Math.Abs(alpha * _magnitudes[i + (j * _rows)]) + Math.Abs(addend);
                double tolerance = 4 * (_terms + 4) * Math.ScaleB(magnitude, -53);
                if (!(Math.Abs(expected - result[i, j]) <= tolerance))
                {
                    Assert.Fail($"{place}, ({i}, {j}): expected {expected:R}, got {result[i, j]:R}, tolerance {tolerance:R}");
                }
            }
        }
    }
}
