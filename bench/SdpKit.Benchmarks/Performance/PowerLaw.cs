namespace SdpKit.Benchmarks.Performance;

/// <summary>Represents value = factor * size^exponent.</summary>
/// <param name="Factor">The value at size 1.</param>
/// <param name="Exponent">How fast it grows.</param>
internal sealed record PowerLaw(double Factor, double Exponent)
{
    /// <summary>Gets the value at a size.</summary>
    public double this[double size] => Factor * Math.Pow(size, Exponent);

    /// <summary>Fits the law to points by least squares on their logarithms; null where fewer than two different sizes were measured.</summary>
    /// <param name="points">Positive sizes and values.</param>
    public static PowerLaw? Fit(IReadOnlyCollection<(double Size, double Value)> points)
    {
        if (points.Select(point => point.Size).Distinct().Count() < 2)
        {
            return null;
        }

        // log v = log f + e log s: e = cov(log s, log v) / var(log s)
        double meanSize = points.Average(point => Math.Log(point.Size));
        double meanValue = points.Average(point => Math.Log(point.Value));
        double covariance = points.Sum(point => (Math.Log(point.Size) - meanSize) * (Math.Log(point.Value) - meanValue));
        double variance = points.Sum(point => Math.Pow(Math.Log(point.Size) - meanSize, 2));
        double exponent = covariance / variance;
        return new PowerLaw(Math.Exp(meanValue - (exponent * meanSize)), exponent);
    }
}
