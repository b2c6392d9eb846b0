using System.Collections.Immutable;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Randomness;

namespace SdpKit.Training;

/// <summary>Makes the data of the small examples of arXiv 2005.02929. Stateless and thread-safe.</summary>
public static class PaperExamples
{
    private const int CurvePoints = 100;
    private const double CurveEnd = 10.0;

    /// <summary>Makes points of the unit square in three classes by their distance r to the centre: 2 for r^2 &lt;= 0.04, 1 for r^2 &lt;= 0.16, otherwise 0 (version 2).</summary>
    /// <param name="count">The number of points, positive; the authors train with 50.</param>
    /// <param name="seed">The seed of NumPy's legacy generator, which draws all first coordinates before the second ones; the default is the authors'.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public static LabelledData ThreeClasses(int count = 50, uint seed = 1612111977)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var random = new MersenneTwister(seed);
        var values = new double[2 * count];
        for (int i = 0; i < values.Length; i++)
        {
            values[(2 * (i % count)) + (i / count)] = random.NextDouble();
        }

        var labels = new int[count];
        for (int k = 0; k < count; k++)
        {
            (double x, double y) = (values[2 * k] - 0.5, values[(2 * k) + 1] - 0.5);
            double square = (x * x) + (y * y);
            labels[k] = square <= 0.04 ? 2 : square <= 0.16 ? 1 : 0;
        }

        return new LabelledData([2], [.. values], [.. labels]);
    }

    /// <summary>Makes sin x + u at 100 points from 0 to 10, u uniform in [0, 1) (version 1), in double where the authors have float32.</summary>
    /// <param name="seed">The seed of PyTorch's generator on the CPU; the authors train with 2 and test with 3.</param>
    public static TrainingSet Sine(uint seed = 2)
    {
        var random = new MersenneTwister(seed);
        return Curve((_, x) => Math.Sin(x) + random.NextSingle());
    }

    /// <summary>Makes 0 at 100 points from 0 to 10, and 1 at the points 10 to 14 and 70 to 79, counted from 0 (version 1).</summary>
    public static TrainingSet Steps() => Curve((k, _) => k is (>= 10 and <= 14) or (>= 70 and <= 79) ? 1.0 : 0.0);

    private static TrainingSet Curve(Func<int, double, double> target)
    {
        ImmutableArray<double> points = [.. Enumerable.Range(0, CurvePoints).Select(k => CurveEnd * k / (CurvePoints - 1))];
        return new TrainingSet(1, points, 1, [.. points.Select((x, k) => target(k, x))]);
    }
}
