using FsCheck.Xunit;
using SdpKit.Lipschitz.Enclosures;
using SdpKit.Lipschitz.Tests.Fuzzing;

namespace SdpKit.Lipschitz.Tests.Enclosures;

/// <summary>Enclosures against exact arithmetic, over all exponents.</summary>
public sealed class EnclosedNumberTests
{
    [Property(MaxTest = 300)]
    public void Sums_products_quotients_and_roots_enclose_what_exact_arithmetic_gives(int seed)
    {
        var random = new Random(seed);
        for (int trial = 0; trial < 20; trial++)
        {
            (EnclosedNumber x, DyadicNumber exactX) = Draw(random);
            (EnclosedNumber y, DyadicNumber exactY) = Draw(random);
            AssertEncloses(x + y, exactX + exactY);
            AssertEncloses(x - y, exactX - exactY);
            AssertEncloses(x * y, exactX * exactY);
            int exponent = random.Next(-2200, 2200);
            AssertEncloses(x.ScaledBy(exponent), exactX.ScaledBy(exponent));
            AssertEncloses(EnclosedNumber.Sum(x, [y.Center, x.Center], [y.Radius, x.Radius], [y, x]), exactX + (exactY * exactY) + (exactX * exactX));
            EnclosedNumber quotient = x / y;
            if (quotient.IsKnown)
            {
                // lower <= x/y <= upper, multiplied by y.
                DyadicNumber lower = (exactX - (exactY * quotient.Lower)) * exactY;
                DyadicNumber upper = ((exactY * quotient.Upper) - exactX) * exactY;
                Assert.True(double.IsInfinity(quotient.Upper) || (lower.Sign >= 0 && upper.Sign >= 0));
            }

            EnclosedNumber norm = EnclosedNumber.Norm([x, y]);
            DyadicNumber square = (exactX * exactX) + (exactY * exactY);
            Assert.True(double.IsInfinity(norm.Upper) || (((DyadicNumber)norm.Upper * norm.Upper) - square).Sign >= 0);
            Assert.True(norm.Lower <= 0.0 || (square - ((DyadicNumber)norm.Lower * norm.Lower)).Sign >= 0);
        }
    }

    [Property(MaxTest = 300)]
    public void Root_rounded_up_is_the_least_double_whose_square_is_not_below(int seed)
    {
        var random = new Random(seed);
        double value = Math.Abs(Number(random));
        double root = EnclosedNumber.SqrtUp(value);
        Assert.True((((DyadicNumber)root * root) - value).Sign >= 0);
        double before = Math.BitDecrement(root);
        Assert.True(value is 0.0 or < 1e-280 || (((DyadicNumber)before * before) - value).Sign < 0);
    }

    [Fact]
    public void What_is_exact_stays_exact_and_what_overflows_is_unknown()
    {
        EnclosedNumber x = 3.0;
        Assert.Equal((12.0, 0.0), Pair((x * 5.0) - 3.0));
        Assert.Equal((1.5, 0.0), Pair(x / 2.0));
        Assert.Equal((3.0, 0.0), Pair(EnclosedNumber.Sqrt(9.0)));
        Assert.Equal((0.0, 0.0), Pair(EnclosedNumber.Unknown * 0.0));
        Assert.True((x * 1e-200 * 1e-200).Radius > 0.0);
        foreach (EnclosedNumber unknown in new[] { (EnclosedNumber)1e200 * 1e200, (EnclosedNumber)double.MaxValue + double.MaxValue, double.NaN, double.PositiveInfinity, x / new EnclosedNumber(1.0, 1.0), EnclosedNumber.Sqrt(-1.0), ((EnclosedNumber)1.0).ScaledBy(2000), EnclosedNumber.Unknown + 1.0 })
        {
            Assert.False(unknown.IsKnown);
            Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (unknown.Lower, unknown.Upper));
        }
    }

    private static (double Center, double Radius) Pair(EnclosedNumber number) => (number.Center, number.Radius);

    private static void AssertEncloses(EnclosedNumber number, DyadicNumber exact)
    {
        Assert.True(double.IsInfinity(number.Upper) || ((DyadicNumber)number.Upper - exact).Sign >= 0);
        Assert.True(double.IsInfinity(number.Lower) || (exact - number.Lower).Sign >= 0);
        Assert.True(!number.IsKnown || (exact - number.Center) is var off && ((DyadicNumber)number.Radius - (off.Sign < 0 ? -off : off)).Sign >= 0);
    }

    /// <summary>Draws an enclosed number and one that it encloses.</summary>
    private static (EnclosedNumber Number, DyadicNumber Exact) Draw(Random random)
    {
        double center = Number(random);
        double radius = random.Next(2) == 0 ? 0.0 : Math.Abs(Number(random));
        return (new EnclosedNumber(center, radius), center + ((DyadicNumber)(random.Next(-4, 5) / 4.0) * radius));
    }

    private static double Number(Random random) => random.Next(8) switch
    {
        0 => 0.0,
        1 => random.Next(-3, 4),
        2 => random.Next(-3, 4) * double.Epsilon,
        3 => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-1080, -900)),
        4 => Math.ScaleB(random.NextDouble() - 0.5, random.Next(900, 1023)),
        5 => Math.ScaleB(1.0, random.Next(-1074, 1023)),
        _ => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-60, 60)),
    };
}
