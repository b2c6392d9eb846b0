using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class DecimalNumberTests
{
    [Property(MaxTest = 2000)]
    public void Every_finite_double_reads_back_from_its_shortest_and_its_18_digit_form(double value)
    {
        if (double.IsFinite(value))
        {
            Assert.Equal(value, Parse(value.ToString("R", CultureInfo.InvariantCulture)));
            Assert.Equal(value, Parse(value.ToString("e18", CultureInfo.InvariantCulture)));
        }
    }

    [Property(MaxTest = 2000)]
    public void A_decimal_parses_to_the_same_double_as_the_library_gives(long mantissa, short exponent)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{exponent % 330}");
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Parse(text));
    }

    [Theory]
    [InlineData("+1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("-2.", -2.0)]
    [InlineData("1D-03", 1e-3)]
    [InlineData("1.2345678901234567890123d+2", 123.45678901234568)]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("0e999999999999", 0.0)]
    [InlineData("1e-400", 0.0)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("-1e99999999999", double.NegativeInfinity)]
    [InlineData("4.9406564584124654e-324", double.Epsilon)]
    public void Numbers_of_C_and_Fortran_are_read(string text, double value) => Assert.Equal(value, Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1x")]
    [InlineData("0x10")]
    [InlineData("e5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1 ")]
    public void Anything_else_is_not_a_number(string text) => Assert.False(DecimalNumber.TryParse(Encoding.ASCII.GetBytes(text), out _));

    private static double Parse(string text)
    {
        Assert.True(DecimalNumber.TryParse(Encoding.ASCII.GetBytes(text), out double value), text);
        return value;
    }
}
