using FsCheck.Xunit;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class AveragesTests
{
    [Fact]
    public void Geometric_mean_of_a_half_and_two_is_one() => Assert.Equal(1.0, Averages.GeometricMean([0.5, 2.0])!.Value, 15);

    [Fact]
    public void Averages_of_nothing_are_null()
    {
        Assert.Null(Averages.GeometricMean([]));
        Assert.Null(Averages.Median([]));
    }

    [Fact]
    public void Median_of_an_even_number_of_values_is_the_mean_of_the_middle_two() => Assert.Equal(2.5, Averages.Median([4.0, 1.0, 3.0, 2.0]));

    [Fact]
    public void One_outlier_does_not_move_the_median_of_three() => Assert.Equal(2.0, Averages.Median([2.0, 900.0, 1.0]));

    [Property]
    public void Geometric_mean_of_reciprocals_is_the_reciprocal(FsCheck.PositiveInt[] values)
    {
        double[] numbers = [1.0, .. values.Select(value => (double)value.Item)];
        double mean = Averages.GeometricMean(numbers)!.Value;
        Assert.Equal(1.0, mean * Averages.GeometricMean(numbers.Select(value => 1.0 / value))!.Value, 12);
    }
}
