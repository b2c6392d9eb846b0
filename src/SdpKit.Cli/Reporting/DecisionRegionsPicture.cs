using System.Globalization;
using SdpKit.Cli.Pictures;
using SdpKit.Lipschitz.Data;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws the regions in which classifiers with two inputs give each class, one panel a method, and the points with the rings in which their class is proved.</summary>
internal static class DecisionRegionsPicture
{
    private const double Panel = 340.0;
    private const double Gap = 24.0;
    private const double Head = 62.0;

    /// <summary>The most panels in a row.</summary>
    private const int MostColumns = 3;

    /// <summary>The part of the range of the points that is added around them.</summary>
    private const double Border = 0.04;

    /// <summary>Draws the picture; null where there are no points, or the networks have other sizes.</summary>
    public static string? Draw(TrainingComparison comparison)
    {
        if (comparison.Points is not { PointSize: 2, Count: > 0 } points || comparison.Methods.Any(method => method.Network.InputSize != 2 || method.Network.OutputSize < 2))
        {
            return null;
        }

        int count = comparison.Methods.Length;
        int rows = (count + MostColumns - 1) / MostColumns;
        int columns = (count + rows - 1) / rows;
        var picture = new SvgPicture("", (columns * (Panel + Gap)) + Gap, (rows * (Panel + Head)) + Gap, Gap);
        (double Least, double Length) horizontal = Range(points, 0);
        (double Least, double Length) vertical = Range(points, 1);
        for (int k = 0; k < count; k++)
        {
            double left = Gap + (k % columns * (Panel + Gap));
            double top = Head + (k / columns * (Panel + Head));
            AddTitle(picture, comparison.Methods[k], left, top);
            new DecisionPanel(comparison.Methods[k], points, new Square(left, top, Panel), horizontal, vertical).AddTo(picture);
        }

        return picture.ToString();
    }

    private static void AddTitle(SvgPicture picture, TrainedNetwork method, double left, double top)
    {
        string accuracy = method.Evaluation is { } evaluation ? string.Create(CultureInfo.InvariantCulture, $"accuracy {100.0 * evaluation.CleanAccuracy:F1} %, ") : "";
        string bound = method.Bound is { } value ? string.Create(CultureInfo.InvariantCulture, $"proved bound {value:G4}") : "no proved bound";
        picture.Add($"""<text x="{left}" y="{top - 30}" font-size="16" font-weight="600">{SvgPicture.Escape(method.Name)}</text>""");
        picture.Add($"""<text x="{left}" y="{top - 10}" fill="#555">{accuracy}{bound}</text>""");
    }

    private static (double Least, double Length) Range(LabelledData points, int coordinate)
    {
        double[] values = [.. Enumerable.Range(0, points.Count).Select(k => points.Point(k)[coordinate])];
        double length = values.Max() > values.Min() ? values.Max() - values.Min() : 1.0;
        return (values.Min() - (Border * length), (1.0 + (2.0 * Border)) * length);
    }
}
