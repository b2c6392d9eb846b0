using System.Globalization;

namespace SdpKit.Cli.Pictures;

/// <summary>Draws curves over two axes, in half the width of a page.</summary>
internal static class Chart
{
    private const double Width = 560.0;
    private const double Height = 350.0;
    private const double Left = 64.0;
    private const double Right = 540.0;
    private const double Top = 50.0;
    private const double Bottom = 292.0;

    /// <summary>Curves with more points than that have no dots.</summary>
    private const int MostDots = 20;

    /// <summary>Draws fractions from 0 to 100 %; null where there is no point.</summary>
    public static string? DrawFractions(string title, string columnTitle, IReadOnlyList<ChartCurve> curves) =>
        Draw(title, columnTitle, curves, Axis.FromZero(1.0, Bottom, Top), fraction => string.Create(CultureInfo.InvariantCulture, $"{100.0 * fraction:0} %"), []);

    /// <summary>Draws positive values by their logarithms, leaving others out; null where there is no point.</summary>
    public static string? DrawLogarithms(string title, string columnTitle, IReadOnlyList<ChartCurve> curves)
    {
        ChartCurve[] positive = [.. curves.Select(curve => curve with { Points = [.. curve.Shown.Where(point => point.Y > 0.0)] })];
        double[] values = [.. positive.SelectMany(curve => curve.Points).Select(point => point.Y)];
        if (values.Length == 0)
        {
            return null;
        }

        var axis = Axis.Logarithmic(values.Min(), values.Max(), Bottom, Top);
        return Draw(title, columnTitle, positive, axis, axis.Text, []);
    }

    /// <summary>Draws any values, and dots under them; null where there is no point.</summary>
    public static string? DrawValues(string title, string columnTitle, IReadOnlyList<ChartCurve> curves, IReadOnlyList<(double X, double Y)> dots)
    {
        double[] values = [.. curves.SelectMany(curve => curve.Shown).Concat(dots).Select(point => point.Y)];
        if (values.Length == 0)
        {
            return null;
        }

        var axis = Axis.Between(values.Min(), values.Max(), Bottom, Top);
        return Draw(title, columnTitle, curves, axis, axis.Text, dots);
    }

    private static string? Draw(string title, string columnTitle, IReadOnlyList<ChartCurve> curves, Axis rows, Func<double, string> text, IReadOnlyList<(double X, double Y)> dots)
    {
        double[] places = [.. curves.SelectMany(curve => curve.Shown).Select(point => point.X)];
        if (places.Length == 0)
        {
            return null;
        }

        var picture = new SvgPicture(title, Width, Height, Left);
        var columns = Axis.Between(Math.Min(0.0, places.Min()), places.Max(), Left, Right);
        foreach (double label in rows.Labels)
        {
            picture.Add($"""<path d="M{Left} {rows[label]:F1}H{Right}" stroke="#e4e4e4"/><text x="{Left - 8}" y="{rows[label] + 4:F1}" text-anchor="end" fill="#666">{text(label)}</text>""");
        }

        foreach (double label in columns.Labels)
        {
            picture.Add($"""<path d="M{columns[label]:F1} {Bottom}v5" stroke="#888"/><text x="{columns[label]:F1}" y="{Bottom + 20}" text-anchor="middle" fill="#666">{columns.Text(label)}</text>""");
        }

        picture.Add($"""<path d="M{Left} {Bottom}H{Right}" stroke="#888"/>""");
        picture.Add($"""<text x="{(Left + Right) / 2}" y="{Bottom + 44}" text-anchor="middle">{SvgPicture.Escape(columnTitle)}</text>""");
        string dotsPath = string.Concat(dots.Select(dot => string.Create(CultureInfo.InvariantCulture, $"M{columns[dot.X]:F1} {rows[dot.Y]:F1}h0")));
        picture.Add($"""<path d="{dotsPath}" stroke="#bbb" stroke-width="6" stroke-linecap="round"/>""");
        foreach (ChartCurve curve in curves)
        {
            Add(picture, curve, columns, rows);
        }

        return picture.ToString();
    }

    private static void Add(SvgPicture picture, ChartCurve curve, Axis columns, Axis rows)
    {
        (double X, double Y)[] points = [.. curve.Shown.Select(point => (columns[point.X], rows[point.Y]))];
        string path = string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1} {point.Y:F1}")));
        string color = SvgPicture.Color(curve.Color);
        picture.Add($"""<g stroke="{color}" fill="none" stroke-linejoin="round" stroke-linecap="round"><title>{SvgPicture.Escape(curve.Name)}</title>""");
        if (points.Length > 1)
        {
            picture.Add($"""<path d="M{path}" stroke-width="2.5" stroke-dasharray="{(curve.IsDotted ? "0.1 5" : "none")}"/>""");
        }

        if (points.Length <= MostDots && !curve.IsDotted)
        {
            picture.Add($"""<path d="{string.Concat(points.Select(point => string.Create(CultureInfo.InvariantCulture, $"M{point.X:F1} {point.Y:F1}h0")))}" stroke-width="7"/>""");
        }

        picture.Add($"""</g>""");
    }
}
