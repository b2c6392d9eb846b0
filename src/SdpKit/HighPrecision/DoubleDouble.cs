namespace SdpKit.HighPrecision;

/// <summary>Represents a number as the unevaluated sum of two doubles: about 32 decimal digits with the exponents of double. Immutable and thread-safe.</summary>
/// <remarks>
/// Dekker, "A floating-point technique for extending the available precision", 1971; the operations are those that Joldes, Muller and Popescu, "Tight
/// and rigorous error bounds for basic building blocks of double-word arithmetic", 2017, prove to be good to a few units of 2^-106.
/// </remarks>
internal readonly struct DoubleDouble
{
    private readonly double _high;
    private readonly double _low;

    /// <param name="high">The number rounded to double.</param>
    /// <param name="low">What that rounding lost.</param>
    public DoubleDouble(double high, double low) => (_high, _low) = (high, low);

    public static implicit operator DoubleDouble(double value) => new(value, 0.0);

    /// <summary>Rounds to the nearest double.</summary>
    public static explicit operator double(DoubleDouble value) => value._high;

    public static DoubleDouble operator -(DoubleDouble value) => new(-value._high, -value._low);

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        (double high, double highError) = Sum(left._high, right._high);
        (double low, double lowError) = Sum(left._low, right._low);
        (high, low) = OrderedSum(high, highError + low);
        return Ordered(high, lowError + low);
    }

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        double high = left._high * right._high;
        double error = Math.FusedMultiplyAdd(left._high, right._high, -high);
        return Ordered(high, error + Math.FusedMultiplyAdd(left._high, right._low, left._low * right._high));
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        // One Newton step: q = l/r + (left - l/r right)/r in double, where the difference cancels all but the error.
        double quotient = left._high / right._high;
        DoubleDouble rest = left - (right * quotient);
        return Ordered(quotient, rest._high / right._high);
    }

    public static bool operator <(DoubleDouble left, DoubleDouble right) => left._high < right._high || (left._high == right._high && left._low < right._low);

    public static bool operator >(DoubleDouble left, DoubleDouble right) => right < left;

    /// <summary>Gets the two halves.</summary>
    public void Deconstruct(out double high, out double low) => (high, low) = (_high, _low);

    public static DoubleDouble Max(DoubleDouble left, DoubleDouble right) => left < right ? right : left;

    public static DoubleDouble Min(DoubleDouble left, DoubleDouble right) => right < left ? right : left;

    /// <summary>Computes the square root of a number that is not negative.</summary>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        double root = Math.Sqrt(value._high);
        if (root == 0.0)
        {
            return 0.0;
        }

        DoubleDouble rest = value - ((DoubleDouble)root * root);
        return Ordered(root, rest._high / (2.0 * root));
    }

    /// <summary>a + b = s + e exactly (Knuth).</summary>
    private static (double Sum, double Error) Sum(double a, double b)
    {
        double sum = a + b;
        double part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    /// <summary>The same for |a| >= |b| (Dekker).</summary>
    private static (double Sum, double Error) OrderedSum(double a, double b)
    {
        double sum = a + b;
        return (sum, b - (sum - a));
    }

    private static DoubleDouble Ordered(double a, double b)
    {
        (double sum, double error) = OrderedSum(a, b);
        return new DoubleDouble(sum, error);
    }
}
