namespace SdpKit.Lipschitz.Enclosures;

/// <summary>
/// Encloses a real number: it is within <see cref="Radius"/> of <see cref="Center"/>. Whatever is computed of enclosed numbers encloses what real arithmetic gives of the numbers themselves, underflow included.
/// Every scalar that a proved claim depends on is computed in this type. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The rounding error of each operation is computed, not estimated, so that what is exact stays exact: that of a product by a fused multiply-add, that of a sum by Knuth's TwoSum (Muller et al., Handbook of
/// Floating-Point Arithmetic, sections 4.3 and 4.4). Where a result overflows, nothing is known of the number any more, and nothing is known of what is computed of it.
/// </remarks>
internal readonly struct EnclosedNumber
{
    /// <summary>Above 2^-968: the rounding error of a product that is as large is a double itself.</summary>
    private const double LeastExact = 1e-290;

    /// <summary>More than the relative error of a radius, which takes at most eight operations.</summary>
    private const double RadiusError = 32.0 * Rounding.Unit;

    /// <param name="center">The center; where it is not finite, nothing is known of the number.</param>
    /// <param name="radius">The radius, not negative.</param>
    public EnclosedNumber(double center, double radius)
    {
        bool isKnown = double.IsFinite(center) && double.IsFinite(radius);
        (Center, Radius) = isKnown ? (center, radius) : (0.0, double.PositiveInfinity);
    }

    /// <summary>Gets a number of which nothing is known.</summary>
    public static EnclosedNumber Unknown => new(0.0, double.PositiveInfinity);

    public double Center { get; }

    /// <summary>Gets how far the number is from the center at most; infinite where nothing is known of it.</summary>
    public double Radius { get; }

    public bool IsKnown => double.IsFinite(Radius);

    /// <summary>Gets a value indicating whether the number is known to be zero.</summary>
    public bool IsZero => Center == 0.0 && Radius == 0.0;

    /// <summary>Gets a value indicating whether the number may be zero.</summary>
    public bool MayBeZero => Math.Abs(Center) <= Radius;

    /// <summary>Gets a double that the number is not above.</summary>
    public double Upper => SumUp(Center, Radius);

    /// <summary>Gets a double that the number is not below.</summary>
    public double Lower => -SumUp(-Center, Radius);

    /// <summary>Gets a double that the absolute value of the number is not above.</summary>
    public double Magnitude => SumUp(Math.Abs(Center), Radius);

    public static implicit operator EnclosedNumber(double value) => new(value, 0.0);

    public static EnclosedNumber operator -(EnclosedNumber x) => new(-x.Center, x.Radius);

    public static EnclosedNumber operator +(EnclosedNumber x, EnclosedNumber y)
    {
        double sum = x.Center + y.Center;
        double added = sum - x.Center;
        double rounding = Math.Abs((x.Center - (sum - added)) + (y.Center - added));
        return Near(sum, x.Radius + y.Radius + rounding);
    }

    public static EnclosedNumber operator -(EnclosedNumber x, EnclosedNumber y) => x + -y;

    public static EnclosedNumber operator *(EnclosedNumber x, EnclosedNumber y)
    {
        if (x.IsZero || y.IsZero)
        {
            return default;
        }

        double product = x.Center * y.Center;
        double rounding = ProductRounding(x.Center, y.Center, product);
        double radii = x.Radius == 0.0 && y.Radius == 0.0
            ? 0.0
            : (Math.Abs(x.Center) * y.Radius) + (Math.Abs(y.Center) * x.Radius) + (x.Radius * y.Radius) + (4.0 * Rounding.Least);
        return Near(product, radii + rounding);
    }

    /// <summary>Divides; nothing is known of the quotient where the divisor may be zero.</summary>
    public static EnclosedNumber operator /(EnclosedNumber x, EnclosedNumber y)
    {
        double least = -SumUp(-Math.Abs(y.Center), y.Radius);
        if (!(least > 0.0))
        {
            return Unknown;
        }

        double quotient = x.Center / y.Center;
        bool isExact = x.Radius == 0.0 && y.Radius == 0.0 && Math.Abs(x.Center) >= LeastExact && Math.FusedMultiplyAdd(quotient, y.Center, -x.Center) == 0.0;
        double size = Math.Abs(quotient) + Rounding.Least;
        return x.IsZero || isExact ? quotient : Near(quotient, ((x.Radius + (size * y.Radius) + Rounding.Least) / least) + (Rounding.Unit * size) + (2.0 * Rounding.Least));
    }

    /// <summary>Computes the square root of a number that is not negative, whatever its radius; nothing is known where it is.</summary>
    public static EnclosedNumber Sqrt(EnclosedNumber x)
    {
        if (x.Upper < 0.0)
        {
            return Unknown;
        }

        double root = Math.Sqrt(Math.Max(0.0, x.Center));
        double rounding = root == 0.0 || (x.Center >= LeastExact && Math.FusedMultiplyAdd(root, root, -x.Center) == 0.0) ? 0.0 : 2.0 * Rounding.Unit * root;
        return x.Radius == 0.0 ? Near(root, rounding) : Near(root, rounding + Math.Min((x.Radius / root) + Rounding.Least, Math.Sqrt(x.Radius)));
    }

    /// <summary>Computes start + x_0 y_0 + x_1 y_1 + ..., as the operators do, but with the radius rounded up once.</summary>
    /// <param name="start">The number to start from.</param>
    /// <param name="centers">The centers of x.</param>
    /// <param name="radii">The radii of x; empty where all are exact.</param>
    /// <param name="y">y.</param>
    public static EnclosedNumber Sum(EnclosedNumber start, ReadOnlySpan<double> centers, ReadOnlySpan<double> radii, ReadOnlySpan<EnclosedNumber> y)
    {
        (double sum, double radius) = (start.Center, start.Radius);
        for (int k = 0; k < centers.Length; k++)
        {
            (double c, double r) = (centers[k], radii.IsEmpty ? 0.0 : radii[k]);
            (double d, double s) = (y[k].Center, y[k].Radius);
            if ((c == 0.0 && r == 0.0) || (d == 0.0 && s == 0.0))
            {
                continue;
            }

            double product = c * d;
            double next = sum + product;
            double added = next - sum;
            radius += ProductRounding(c, d, product) + Math.Abs((sum - (next - added)) + (product - added));
            radius += r == 0.0 && s == 0.0 ? 0.0 : (Math.Abs(c) * s) + (Math.Abs(d) * r) + (r * s) + (4.0 * Rounding.Least);
            sum = next;
        }

        // Eight roundings in each step.
        return new(sum, radius == 0.0 ? 0.0 : (radius * (1.0 + Rounding.Gamma(8.0 * (centers.Length + 1)))) + Rounding.Least);
    }

    /// <summary>Computes the root of a double that is not negative, rounded up: the least double whose square is not below it, except for values so small that the square may underflow.</summary>
    public static double SqrtUp(double value)
    {
        double root = Math.Sqrt(value);

        // The sign of a fused multiply-add is exact.
        bool isAbove = value >= LeastExact && Math.FusedMultiplyAdd(root, root, -value) >= 0.0;
        return value == 0.0 || isAbove ? root : Math.BitIncrement(root);
    }

    /// <summary>Computes the Euclidean norm of a vector; its numbers are multiplied by a power of two first, so that no square overflows and none that matters underflows.</summary>
    public static EnclosedNumber Norm(ReadOnlySpan<EnclosedNumber> vector)
    {
        double largest = 0.0;
        foreach (EnclosedNumber value in vector)
        {
            largest = Math.Max(largest, value.Magnitude);
        }

        if (largest == 0.0 || !double.IsFinite(largest))
        {
            return largest;
        }

        int exponent = Math.ILogB(largest);
        EnclosedNumber sum = default;
        foreach (EnclosedNumber value in vector)
        {
            EnclosedNumber scaled = value.ScaledBy(-exponent);
            sum += scaled * scaled;
        }

        return Sqrt(sum).ScaledBy(exponent);
    }

    /// <summary>Computes the norm of a vector of doubles.</summary>
    public static EnclosedNumber Norm(ReadOnlySpan<double> vector)
    {
        var numbers = new EnclosedNumber[vector.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = vector[i];
        }

        return Norm(numbers);
    }

    /// <summary>Multiplies by 2^exponent: exact, unless the result is subnormal or overflows.</summary>
    public EnclosedNumber ScaledBy(int exponent)
    {
        double center = Scaled(Center, exponent);
        double radius = Scaled(Radius, exponent);
        return Math.Abs(center) >= LeastExact && (Radius == 0.0 || radius >= LeastExact)
            ? new EnclosedNumber(center, radius)
            : new EnclosedNumber(center, SumUp(radius, (Scaled(center, -exponent) == Center ? 0.0 : Rounding.Least) + (Scaled(radius, -exponent) == Radius ? 0.0 : Rounding.Least)));
    }

    /// <summary>Encloses all numbers that are within a distance of this one.</summary>
    public EnclosedNumber Widened(double distance) => distance == 0.0 ? this : new(Center, SumUp(Radius, distance));

    public EnclosedNumber Abs() => new(Math.Abs(Center), Radius);

    /// <summary>Bounds the rounding error of a product.</summary>
    private static double ProductRounding(double x, double y, double product) => Math.Abs(product) >= LeastExact ? Math.Abs(Math.FusedMultiplyAdd(x, y, -product))
        : x == 0.0 || y == 0.0 ? 0.0
        : (Rounding.Unit * Math.Abs(product)) + Rounding.Least;

    /// <summary>Computes x + y, rounded up.</summary>
    private static double SumUp(double x, double y)
    {
        double sum = x + y;
        double added = sum - x;
        return (x - (sum - added)) + (y - added) > 0.0 ? Math.BitIncrement(sum) : sum;
    }

    /// <summary>Makes a number of a radius that was rounded, but exactly 0 where it is 0.</summary>
    private static EnclosedNumber Near(double center, double radius) => new(center, radius == 0.0 ? 0.0 : (radius * (1.0 + RadiusError)) + Rounding.Least);

    /// <summary>Multiplies by a power of two, with one rounding where the result is subnormal. Where the power is a normal double, it is made of its bits.</summary>
    private static double Scaled(double value, int exponent)
    {
        const int Bias = 1023;
        const int FractionBits = 52;
        return Math.Abs(exponent) < Bias ? value * BitConverter.Int64BitsToDouble((long)(exponent + Bias) << FractionBits) : Math.ScaleB(value, exponent);
    }
}
