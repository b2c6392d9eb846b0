using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SdpKit.HighPrecision;

namespace SdpKit.Tests.HighPrecision;

public sealed class DoubleDoubleTests
{
    [Property]
    public bool Sum_keeps_what_double_rounds_away(int large, int small)
    {
        DoubleDouble tiny = small * Math.Pow(2.0, -80);
        return Exactly((large + tiny) - large, (double)tiny);
    }

    [Property]
    public bool Product_of_doubles_is_exact(int left, int right)
    {
        (double a, double b) = (left / 3.0, right / 7.0);
        double rounded = a * b;
        return Exactly(((DoubleDouble)a * b) - rounded, Math.FusedMultiplyAdd(a, b, -rounded));
    }

    [Property]
    public Property Quotient_times_divisor_is_the_dividend_to_31_digits(int dividend, NonZeroInt divisor)
    {
        DoubleDouble a = dividend + ((DoubleDouble)1.0 / 3.0);
        DoubleDouble b = divisor.Get + ((DoubleDouble)1.0 / 7.0);
        double error = (double)(((a / b) * b) - a) / (1.0 + Math.Abs((double)dividend));
        return (Math.Abs(error) < 1e-31).Label($"{error}");
    }

    [Property]
    public bool Square_of_the_root_is_the_number_to_31_digits(PositiveInt number)
    {
        DoubleDouble root = DoubleDouble.Sqrt(number.Get);
        return Math.Abs((double)((root * root) - number.Get)) < 1e-31 * number.Get;
    }

    [Fact]
    public void Root_of_two_has_its_published_digits()
    {
        // sqrt 2 = 1.4142135623730950488016887242096980785696..., the first double being 1.41421356237309514547...
        DoubleDouble root = DoubleDouble.Sqrt(2.0);
        Assert.Equal(1.4142135623730951, (double)root);
        Assert.Equal(-9.66729331345291e-17, (double)(root - (double)root), 1e-30);
    }

    [Fact]
    public void Root_of_zero_is_zero() => Assert.Equal(0.0, (double)DoubleDouble.Sqrt(0.0));

    [Property]
    public bool Order_looks_at_the_second_half_where_the_first_is_equal(int number, PositiveInt step)
    {
        DoubleDouble higher = number + ((DoubleDouble)step.Get * Math.Pow(2.0, -90));
        return higher > number && !(higher < number) && Exactly(DoubleDouble.Max(number, higher) - higher, 0.0) && Exactly(DoubleDouble.Min(number, higher) - number, 0.0);
    }

    private static bool Exactly(DoubleDouble actual, double expected) => (double)(actual - expected) == 0.0;
}
