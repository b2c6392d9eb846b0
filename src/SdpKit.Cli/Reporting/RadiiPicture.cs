using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SdpKit.Cli.Certifying;
using SdpKit.Cli.Pictures;
using SdpKit.Lipschitz.Robustness;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws the fraction of points that are certified within a radius, against the radius.</summary>
internal static class RadiiPicture
{
    /// <summary>About the most steps that a curve is drawn with; of the points in a step, all go with the first, so that no point is drawn beyond its radius.</summary>
    private const int Steps = 400;

    public static string Draw(RadiusSummary summary)
    {
        SvgPicture picture = PlotFrame.Begin("Certified points");
        var fractions = Axis.FromZero(1.0, PlotFrame.Bottom, PlotFrame.Top);
        var radii = Axis.FromZero(Curves(summary).SelectMany(curve => curve.Points).Select(RadiusSummary.RightRadius).Where(double.IsFinite).DefaultIfEmpty(0.0).Max(), PlotFrame.Left, PlotFrame.Right);
        PlotFrame.AddRows(picture, fractions, fraction => string.Create(CultureInfo.InvariantCulture, $"{100.0 * fraction:0} %"));
        PlotFrame.AddColumns(picture, radii);
        PlotFrame.AddColumnTitle(picture, "radius");
        PlotFrame.AddRowTitle(picture, "classified rightly within the radius, proved");
        int number = 0;
        foreach ((string name, ImmutableArray<CertifiedPoint> points) in Curves(summary))
        {
            picture.AddCurve(Path(points, radii, fractions), number);
            picture.AddLegend(name, number, PlotFrame.Left + (number * 260.0), PlotFrame.Legend);
            number++;
        }

        return picture.ToString();
    }

    private static IEnumerable<(string Name, ImmutableArray<CertifiedPoint> Points)> Curves(RadiusSummary summary)
    {
        yield return ("margin / (√2 L)", summary.ByBound);
        if (summary.ByMargins is { } byMargins)
        {
            yield return ("margin / L of each pair", byMargins);
        }
    }

    private static string Path(ImmutableArray<CertifiedPoint> points, Axis radii, Axis fractions)
    {
        double[] sorted = [.. points.Select(RadiusSummary.RightRadius).Where(radius => radius > 0.0).Order()];
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{radii[0.0]:F1} {fractions[(double)sorted.Length / points.Length]:F1}");
        int step = 1 + (sorted.Length / Steps);
        for (int k = 0; k < sorted.Length && double.IsFinite(sorted[k]); k += step)
        {
            int left = Math.Max(0, sorted.Length - k - step);
            path.Append(CultureInfo.InvariantCulture, $"H{radii[sorted[k]]:F1}V{fractions[(double)left / points.Length]:F1}");
        }

        return path.ToString();
    }
}
