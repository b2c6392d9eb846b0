using SdpKit.Lipschitz.Data;
using SdpKit.Training.Randomness;

namespace SdpKit.Training.Robustness;

/// <summary>Adds random noise to points, independent for each value; nothing is clipped. Stateless and thread-safe. One seed gives one draw, scaled by the level.</summary>
/// <remarks>
/// Pooling is linear, so noise on images before pooling is the mean of several draws on each pooled value: <c>pooled: 4</c> adds to 14 x 14 images what noise on 28 x 28 images becomes by the means of
/// 2 x 2 pixels, as the authors of arXiv 2005.02929 have it.
/// </remarks>
public static class Noise
{
    /// <summary>Adds normal noise.</summary>
    /// <param name="data">The points.</param>
    /// <param name="deviation">The standard deviation of a draw, not negative.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="pooled">The number of draws whose mean is added to each value, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static LabelledData AddGaussian(LabelledData data, double deviation, uint seed = 0, int pooled = 1)
    {
        ThrowUnlessInRange(data, deviation, pooled);

        // The mean of n normal draws is a normal one, smaller by sqrt(n).
        double scale = deviation / Math.Sqrt(pooled);
        double second = 0.0;
        return Add(data, seed, (random, index) =>
        {
            // Box and Muller 1958: two draws at a time.
            if (index % 2 == 1)
            {
                return second;
            }

            double length = scale * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble()));
            (double sine, double cosine) = Math.SinCos(Math.Tau * random.NextDouble());
            second = length * sine;
            return length * cosine;
        });
    }

    /// <summary>Adds noise that is uniform in [-width / 2, width / 2).</summary>
    /// <param name="data">The points.</param>
    /// <param name="width">The width, not negative.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="pooled">The number of draws whose mean is added to each value, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static LabelledData AddUniform(LabelledData data, double width, uint seed = 0, int pooled = 1)
    {
        ThrowUnlessInRange(data, width, pooled);
        return Add(data, seed, (random, _) =>
        {
            double sum = 0.0;
            for (int k = 0; k < pooled; k++)
            {
                sum += random.NextDouble() - 0.5;
            }

            return width * sum / pooled;
        });
    }

    private static LabelledData Add(LabelledData data, uint seed, Func<MersenneTwister, int, double> draw)
    {
        var random = new MersenneTwister(seed);
        double[] values = [.. data.Values];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += draw(random, i);
        }

        return new LabelledData(data.PointShape, [.. values], data.Labels, data.ClassNames);
    }

    private static void ThrowUnlessInRange(LabelledData data, double level, int pooled)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pooled);
        if (!(level >= 0.0 && double.IsFinite(level)))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level of noise must be finite and not negative.");
        }
    }
}
