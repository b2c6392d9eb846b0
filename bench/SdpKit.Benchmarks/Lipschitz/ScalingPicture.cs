using System.Globalization;
using SdpKit.Cli.Pictures;

namespace SdpKit.Benchmarks.Lipschitz;

/// <summary>Draws times against sizes, both on logarithmic axes, beside published times.</summary>
internal static class ScalingPicture
{
    public static string Draw(string title, string sizeName, IReadOnlyCollection<ScalingRun> runs)
    {
        (string Name, (double Size, double Seconds)[] Points)[] curves =
        [
            .. runs.GroupBy(run => run.Case.Family).Select(family => (family.Key, family.Select(run => ((double)run.Case.Size, run.Seconds)).ToArray())),
            .. runs.SelectMany(run => run.Case.Published.Select(published => (published.Name, Point: ((double)run.Case.Size, published.Seconds))))
                .GroupBy(published => published.Name).Select(rival => (rival.Key, rival.Select(published => published.Point).ToArray())),
        ];
        (double Size, double Seconds)[] all = [.. curves.SelectMany(curve => curve.Points)];
        SvgPicture picture = PlotFrame.Begin(title);
        var sizes = Axis.Logarithmic(all.Min(point => point.Size), all.Max(point => point.Size), PlotFrame.Left, PlotFrame.Right);
        var seconds = Axis.Logarithmic(all.Min(point => point.Seconds), all.Max(point => point.Seconds), PlotFrame.Bottom, PlotFrame.Top);
        PlotFrame.AddColumns(picture, sizes);
        PlotFrame.AddRows(picture, seconds, seconds.Text);
        PlotFrame.AddColumnTitle(picture, sizeName);
        PlotFrame.AddRowTitle(picture, "seconds");
        for (int c = 0; c < curves.Length; c++)
        {
            string path = string.Join('L', curves[c].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{sizes[point.Size]:F1} {seconds[point.Seconds]:F1}")));
            picture.AddCurve("M" + path, c);
            picture.AddLegend(curves[c].Name, c, PlotFrame.Left + (c * 220.0), PlotFrame.Legend);
        }

        return picture.ToString();
    }
}
