using System.Numerics;

namespace SdpKit.Lipschitz.Tests.Proof;

/// <summary>Represents a rational number p / 2^k or p / q, exactly; not reduced more than is cheap.</summary>
internal readonly struct Fraction
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator;

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        _numerator = numerator / divisor * denominator.Sign;
        _denominator = denominator / divisor * denominator.Sign;
    }

    public int Sign => _numerator.Sign;

    public static implicit operator Fraction(double value)
    {
        if (value == 0.0)
        {
            return new Fraction(BigInteger.Zero, BigInteger.One);
        }

        // A double is an integer below 2^53 times a power of two.
        int exponent = Math.ILogB(value) - 52;
        BigInteger mantissa = new(Math.ScaleB(value, -exponent));
        return exponent >= 0 ? new Fraction(mantissa << exponent, BigInteger.One) : new Fraction(mantissa, BigInteger.One << -exponent);
    }

    public static Fraction operator +(Fraction x, Fraction y) => new((x._numerator * y._denominator) + (y._numerator * x._denominator), x._denominator * y._denominator);

    public static Fraction operator -(Fraction x, Fraction y) => new((x._numerator * y._denominator) - (y._numerator * x._denominator), x._denominator * y._denominator);

    public static Fraction operator *(Fraction x, Fraction y) => new(x._numerator * y._numerator, x._denominator * y._denominator);

    public static Fraction operator /(Fraction x, Fraction y) => new(x._numerator * y._denominator, x._denominator * y._numerator);
}
