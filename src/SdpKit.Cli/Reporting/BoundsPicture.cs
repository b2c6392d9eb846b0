using SdpKit.Cli.Certifying;
using SdpKit.Cli.Output;
using SdpKit.Cli.Pictures;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws bounds as bars, on a logarithmic axis where they are far apart.</summary>
internal static class BoundsPicture
{
    private const double BarHeight = 22.0;
    private const double RowHeight = 34.0;
    private const double NamesWidth = 150.0;

    /// <summary>The largest ratio that a linear axis shows well.</summary>
    private const double FarApart = 30.0;

    /// <summary>Draws the picture.</summary>
    /// <param name="bounds">The bounds, at least one; lower bounds get another colour.</param>
    public static string Draw(IReadOnlyList<BoundRow> bounds)
    {
        double bottom = PlotFrame.Top + (RowHeight * bounds.Count);
        double left = PlotFrame.Left + NamesWidth;
        double right = PlotFrame.Right - 90.0;
        var picture = new SvgPicture("Bounds of the Lipschitz constant", PlotFrame.Width, bottom + 36.0, PlotFrame.Left);
        double largest = bounds.Max(bound => bound.Value);
        double least = bounds.Select(bound => bound.Value).Where(value => value > 0.0).DefaultIfEmpty(largest).Min();
        bool isFar = largest > FarApart * least;
        Axis values = isFar ? Axis.Logarithmic(least / 2.0, largest, left, right) : Axis.FromZero(largest, left, right);
        PlotFrame.AddColumns(picture, values, bottom);
        for (int k = 0; k < bounds.Count; k++)
        {
            (string name, double value, bool isLower, _) = bounds[k];
            double top = PlotFrame.Top + (RowHeight * k) + ((RowHeight - BarHeight) / 2.0);
            double end = value > 0.0 ? values[value] : left;
            picture.Add($"""<text x="{left - 10}" y="{top + 16:F1}" text-anchor="end">{SvgPicture.Escape(name)}</text>""");
            picture.Add($"""<rect x="{left}" y="{top:F1}" width="{Math.Max(1.0, end - left):F1}" height="{BarHeight}" fill="{SvgPicture.Color(isLower ? 2 : 0)}"/>""");
            picture.Add($"""<text x="{end + 6:F1}" y="{top + 16:F1}">{NetworkText.Short(value)}</text>""");
        }

        return picture.ToString();
    }
}
