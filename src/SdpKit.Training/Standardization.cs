using System.Collections.Immutable;

namespace SdpKit.Training;

/// <summary>
/// Represents how vectors are centered and scaled, v -> factor (v - means): by one factor for all their values, a power of two, which multiplies distances without rounding. Immutable and thread-safe.
/// </summary>
/// <param name="Means">What is subtracted from each value.</param>
/// <param name="Factor">What all values are then multiplied by; a power of two.</param>
public sealed record Standardization(ImmutableArray<double> Means, double Factor)
{
    /// <summary>A factor and its inverse are normal numbers.</summary>
    private const int LargestExponent = 1022;

    /// <summary>Finds what gives each value the mean 0, and all of them together about the variance 1; values that do not vary are centered only.</summary>
    /// <param name="values">The values of all vectors, one vector after another; finite.</param>
    /// <param name="size">The number of values of a vector.</param>
    /// <exception cref="ArgumentException">There is no vector.</exception>
    public static Standardization Of(ImmutableArray<double> values, int size)
    {
        if (values.IsDefaultOrEmpty || size < 1 || values.Length % size != 0)
        {
            throw new ArgumentException($"There must be one or more vectors of {size} values.", nameof(values));
        }

        int count = values.Length / size;
        var means = new double[size];
        for (int i = 0; i < values.Length; i++)
        {
            means[i % size] += values[i] / count;
        }

        double largest = 0.0;
        double rounding = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(values[i] - means[i % size]));
            rounding = Math.Max(rounding, count * (Math.BitIncrement(Math.Abs(values[i])) - Math.Abs(values[i])));
        }

        if (largest <= rounding || !double.IsFinite(largest))
        {
            return new Standardization([.. means], 1.0);
        }

        // Relative to the largest, so that no square overflows or vanishes.
        int exponent = Math.ILogB(largest);
        double squares = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            double difference = Math.ScaleB(values[i] - means[i % size], -exponent);
            squares += difference * difference / values.Length;
        }

        int deviation = exponent + (int)Math.Round(0.5 * Math.Log2(squares));
        return new Standardization([.. means], Math.ScaleB(1.0, -Math.Clamp(deviation, -LargestExponent, LargestExponent)));
    }

    /// <summary>Centers and scales vectors.</summary>
    /// <param name="values">The values of all vectors, one vector after another.</param>
    /// <exception cref="ArgumentException">They are not vectors of as many values as there are means.</exception>
    public ImmutableArray<double> Apply(ImmutableArray<double> values) => !values.IsDefault && values.Length % Means.Length == 0
        ? [.. values.Select((value, i) => Factor * (value - Means[i % Means.Length]))]
        : throw new ArgumentException($"The values are not those of vectors of {Means.Length}.", nameof(values));
}
