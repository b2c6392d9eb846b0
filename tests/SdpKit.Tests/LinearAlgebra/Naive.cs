using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

/// <summary>The textbook sums that the kernels are compared with.</summary>
internal static unsafe class Naive
{
    public static double Sum(int count, Func<int, double> term)
    {
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            sum += term(k);
        }

        return sum;
    }

    public static double Entry(MatrixView a, bool transpose, int row, int column) => transpose ? *a.At(column, row) : *a.At(row, column);

    /// <summary>Asserts that the two sides of an equation of sums of <paramref name="terms"/> products agree to rounding, measured by the sum of the absolute values of the terms.</summary>
    public static void AssertEqualUpToRounding(double expected, double actual, int terms, double magnitude, string place)
    {
        double tolerance = 4 * (terms + 4) * double.Epsilon + (4 * (terms + 4) * Math.ScaleB(1, -53) * magnitude);
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{place}: expected {expected:R}, got {actual:R}, tolerance {tolerance:R}");
    }
}
