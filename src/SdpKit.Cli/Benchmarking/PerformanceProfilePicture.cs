using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SdpKit.Cli.Pictures;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Draws performance profiles as a self-contained SVG picture: fraction of problems against the multiple of the best time.</summary>
internal static class PerformanceProfilePicture
{
    /// <summary>Draws the picture.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="profiles">The curves, at most four.</param>
    public static string Draw(string title, ImmutableArray<PerformanceProfile> profiles)
    {
        double largest = profiles.SelectMany(profile => profile.Ratios).Append(2.0).Max();
        int octaves = (int)Math.Ceiling(Math.Log2(largest));
        double X(double multiple) => PlotFrame.Left + ((PlotFrame.Right - PlotFrame.Left) * Math.Log2(multiple) / octaves);
        var fractions = Axis.FromZero(1.0, PlotFrame.Bottom, PlotFrame.Top);

        SvgPicture picture = PlotFrame.Begin(title);
        PlotFrame.AddRows(picture, fractions, fraction => string.Create(CultureInfo.InvariantCulture, $"{100.0 * fraction:0} %"));
        int step = 1 + ((octaves - 1) / 10);
        for (int octave = 0; octave <= octaves; octave += step)
        {
            double x = X(Math.Pow(2.0, octave));
            picture.Add($"""<path d="M{x:F1} {PlotFrame.Top}V{PlotFrame.Bottom}" stroke="#ddd"/><text x="{x:F1}" y="{PlotFrame.Bottom + 18}" text-anchor="middle">{Math.Pow(2.0, octave)}</text>""");
        }

        PlotFrame.AddColumnTitle(picture, "time, as a multiple of the fastest solver's (logarithmic)");
        PlotFrame.AddRowTitle(picture, "problems solved");
        for (int p = 0; p < profiles.Length; p++)
        {
            picture.AddCurve(Steps(profiles[p], X, fraction => fractions[fraction]), p);
            picture.AddLegend(profiles[p].Solver, p, PlotFrame.Left + (p * 170.0), PlotFrame.Legend);
        }

        return picture.ToString();
    }

    private static string Steps(PerformanceProfile profile, Func<double, double> x, Func<double, double> y)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{x(1.0):F1} {y(profile.FractionWithin(1.0)):F1}");
        foreach (double ratio in profile.Ratios.Where(ratio => ratio > 1.0).Distinct())
        {
            path.Append(CultureInfo.InvariantCulture, $"H{x(ratio):F1}V{y(profile.FractionWithin(ratio)):F1}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{PlotFrame.Right}").ToString();
    }
}
