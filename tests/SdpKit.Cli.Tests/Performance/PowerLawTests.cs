using FsCheck.Xunit;
using SdpKit.Benchmarks.Performance;

namespace SdpKit.Cli.Tests.Performance;

public sealed class PowerLawTests
{
    [Property]
    public bool A_law_is_found_from_its_own_points(byte exponent, byte factor)
    {
        PowerLaw law = new(1e-3 * (factor + 1), exponent / 50.0);
        PowerLaw fitted = PowerLaw.Fit([.. new[] { 10.0, 25.0, 70.0, 4000.0 }.Select(size => (size, law[size]))])!;
        return Math.Abs(fitted.Exponent - law.Exponent) < 1e-12 && Math.Abs((fitted.Factor / law.Factor) - 1.0) < 1e-11;
    }

    [Fact]
    public void Errors_of_opposite_sign_at_both_ends_of_a_symmetric_set_of_sizes_tilt_the_line_as_least_squares_say()
    {
        // log2 sizes -1, 0, 1 and log2 values 1, 3, 2: slope (2 - 1) / 2
        PowerLaw fitted = PowerLaw.Fit([(0.5, 2.0), (1.0, 8.0), (2.0, 4.0)])!;
        Assert.Equal(0.5, fitted.Exponent, 12);
        Assert.Equal(4.0, fitted.Factor, 12);
    }

    [Fact]
    public void One_size_makes_no_law() => Assert.Null(PowerLaw.Fit([(10.0, 1.0), (10.0, 2.0)]));
}
