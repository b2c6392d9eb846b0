using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Robustness;

namespace SdpKit.Cli.Certifying;

/// <summary>Represents the certified radii of labelled points.</summary>
/// <param name="ByBound">What the bound of all outputs proves: margin / (sqrt(2) L).</param>
/// <param name="ByMargins">What the bounds of the margins prove: margin / L_ij; null where there are none.</param>
internal sealed record RadiusSummary(ImmutableArray<CertifiedPoint> ByBound, ImmutableArray<CertifiedPoint>? ByMargins)
{
    private static readonly double[] Digits = [1.0, 2.0, 5.0];

    /// <summary>Gets the number of points whose class is the largest output.</summary>
    public int CorrectCount => ByBound.Count(point => point.IsCorrect);

    private ImmutableArray<CertifiedPoint> Best => ByMargins ?? ByBound;

    /// <summary>Gets the median of the radii, where a point that is classified wrongly counts as 0.</summary>
    public double MedianRadius => Best.Select(RightRadius).Order().ElementAt(Best.Length / 2);

    /// <summary>Gets 0 and the numbers 1, 2, 5 times powers of ten up to the largest radius, at most eight.</summary>
    public double[] Radii
    {
        get
        {
            double largest = Best.Select(RightRadius).Where(double.IsFinite).DefaultIfEmpty(0.0).Max();
            int decade = largest > 0.0 ? (int)Math.Floor(Math.Log10(largest)) : 0;
            IEnumerable<double> series =
                from power in Enumerable.Range(decade - 2, 3)
                from digit in Digits
                select power < 0 ? digit / Math.Pow(10.0, -power) : digit * Math.Pow(10.0, power);
            return [0.0, .. series.Where(radius => radius <= largest).TakeLast(7)];
        }
    }

    /// <summary>Computes the radii of points; null where the bound is not proved.</summary>
    public static RadiusSummary? Of(Network network, LabelledData data, CertifiedBound bound, IReadOnlyCollection<MarginBound> margins, int threads, CancellationToken cancellationToken)
    {
        if (bound.Certificate is not { } whole)
        {
            return null;
        }

        LipschitzCertificate[] single = [.. margins.Select(margin => margin.Bound.Certificate).OfType<LipschitzCertificate>()];
        ImmutableArray<CertifiedPoint> Points(LipschitzCertificate[] certificates) =>
            CertifiedRadii.Of(network, data, MarginBounds.Of(whole, certificates), threads, cancellationToken);
        return new RadiusSummary(Points([]), single.Length > 0 ? Points(single) : null);
    }

    /// <summary>Counts the points that are classified rightly, provably so within a distance.</summary>
    public static int CountWithin(ImmutableArray<CertifiedPoint> points, double distance) => points.Count(point => point.IsCertifiedWithin(distance));

    /// <summary>Gets a point's radius; 0 where it is classified wrongly.</summary>
    public static double RightRadius(CertifiedPoint point) => point.IsCorrect ? point.Radius : 0.0;
}
