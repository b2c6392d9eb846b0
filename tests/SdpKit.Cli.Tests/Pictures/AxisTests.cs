using SdpKit.Cli.Pictures;

namespace SdpKit.Cli.Tests.Pictures;

public class AxisTests
{
    [Fact]
    public void Labels_of_a_linear_axis_are_round()
    {
        var axis = Axis.FromZero(7.3, 100.0, 200.0);
        Assert.Equal(["0", "2", "4", "6"], axis.Labels.Select(axis.Text));
        Assert.Equal(100.0, axis[0.0]);
        Assert.Equal(200.0, axis[7.3]);
        axis = Axis.FromZero(3e-9, 0.0, 1.0);
        Assert.Equal(["0", "5e-10", "1e-09", "1.5e-09", "2e-09", "2.5e-09", "3e-09"], axis.Labels.Select(axis.Text));
    }

    [Fact]
    public void Labels_of_a_logarithmic_axis_are_powers_of_ten()
    {
        var axis = Axis.Logarithmic(0.02, 30.0, 0.0, 4.0);
        Assert.Equal(["0.01", "0.1", "1", "10", "100"], axis.Labels.Select(axis.Text));
        Assert.Equal(2.0, axis[1.0], 1e-12);
        axis = Axis.Logarithmic(1e-30, 1.0, 0.0, 1.0);
        Assert.InRange(axis.Labels.Count(), 2, 12);
        Assert.Equal("1e-30", axis.Text(axis.Labels.First()));
    }

    [Fact]
    public void Axis_without_extent_still_has_one()
    {
        Assert.Equal(1.0, Axis.FromZero(0.0, 0.0, 1.0)[1.0]);
        Assert.Equal(0.0, Axis.Logarithmic(1.0, 1.0, 0.0, 1.0)[1.0]);
    }
}
