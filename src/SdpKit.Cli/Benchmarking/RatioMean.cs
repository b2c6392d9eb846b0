namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents the geometric mean of those ratios that there are.</summary>
/// <param name="Count">Their number: SdpKit's answer counts, and a rival's does, with its time, or ran into the limit.</param>
/// <param name="Value">The mean; null of none.</param>
internal readonly record struct RatioMean(int Count, double? Value)
{
    public static RatioMean Of(IEnumerable<double?> ratios)
    {
        double[] known = [.. ratios.OfType<double>()];
        return new RatioMean(known.Length, Averages.GeometricMean(known));
    }
}
