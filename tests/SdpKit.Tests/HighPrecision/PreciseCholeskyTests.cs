using SdpKit.HighPrecision;

namespace SdpKit.Tests.HighPrecision;

public sealed class PreciseCholeskyTests
{
    [Fact]
    public void Inverse_of_the_Hilbert_matrix_is_good_where_double_has_no_digit_left()
    {
        // The inverse has integer entries; its first is n^2 (Choi, "Tricks or treats with the Hilbert matrix", 1983). The condition number is 2e16.
        const int Order = 12;
        var hilbert = new PreciseMatrix(new BlockRanges([Order]));
        for (int i = 0; i < Order; i++)
        {
            for (int j = 0; j < Order; j++)
            {
                hilbert[i, j] = (DoubleDouble)1.0 / (i + j + 1.0);
            }
        }

        PreciseMatrix inverse = PreciseCholesky.TryFactor(hilbert, default)!.Inverse(CancellationToken.None);
        Assert.Equal(Order * Order, (double)inverse[0, 0], 1e-9);
        PreciseMatrix identity = PreciseMatrix.Multiply(hilbert, inverse, CancellationToken.None);
        for (int i = 0; i < Order; i++)
        {
            for (int j = 0; j < Order; j++)
            {
                Assert.Equal(i == j ? 1.0 : 0.0, (double)identity[i, j], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1e-25)]
    [InlineData(double.NaN)]
    public void Factor_of_a_matrix_with_a_pivot_that_is_not_positive_is_null(double excess)
    {
        var matrix = new PreciseMatrix(new BlockRanges([2]));
        (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]) = (1.0, 1.0, 1.0, 1.0 + (DoubleDouble)excess);
        Assert.Null(PreciseCholesky.TryFactor(matrix, default));
    }

    [Fact]
    public void Pivot_far_below_the_roundoff_of_double_is_seen()
    {
        var matrix = new PreciseMatrix(new BlockRanges([2]));
        (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]) = (1.0, 1.0, 1.0, 1.0 + (DoubleDouble)1e-25);
        Assert.NotNull(PreciseCholesky.TryFactor(matrix, default));
    }
}
