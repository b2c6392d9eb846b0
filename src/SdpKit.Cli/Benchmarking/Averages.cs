namespace SdpKit.Cli.Benchmarking;

/// <summary>Computes the averages that the tables are made of.</summary>
internal static class Averages
{
    /// <summary>Computes exp(mean(log(value))), or null of nothing.</summary>
    /// <param name="values">Positive numbers.</param>
    public static double? GeometricMean(IEnumerable<double> values)
    {
        double sum = 0.0;
        int count = 0;
        foreach (double value in values)
        {
            sum += Math.Log(value);
            count++;
        }

        return count == 0 ? null : Math.Exp(sum / count);
    }

    /// <summary>Computes the middle value, or the mean of the middle two; null of nothing.</summary>
    public static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
