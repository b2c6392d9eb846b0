namespace SdpKit.Lipschitz.Matrices;

/// <summary>Computes the Euclidean norm of a vector.</summary>
internal static class EuclideanNorm
{
    /// <summary>Computes ||v||_2 from ratios to the largest entry, whose squares neither overflow nor all vanish. An empty vector has 0.</summary>
    public static double Of(ReadOnlySpan<double> v)
    {
        double largest = 0.0;
        foreach (double value in v)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double sum = 0.0;
        foreach (double value in v)
        {
            double ratio = largest > 0.0 ? value / largest : 0.0;
            sum += ratio * ratio;
        }

        return largest * Math.Sqrt(sum);
    }
}
