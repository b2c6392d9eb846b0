using System.Globalization;
using System.Text;
using SdpKit.Cli.Pictures;
using SdpKit.Lipschitz.Data;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws the regions and points of one classifier into a square, its second input upwards.</summary>
internal sealed class DecisionPanel(TrainedNetwork method, LabelledData points, Square square, (double Least, double Length) horizontal, (double Least, double Length) vertical)
{
    /// <summary>The number of stripes a panel is drawn with, and of samples along each; the ends of a region are found between the samples.</summary>
    private const int Stripes = 170;

    /// <summary>More points would hide the regions.</summary>
    private const int MostPoints = 300;

    /// <summary>Paul Tol's bright colours, told apart by the colour-blind, and the same mixed with white for the regions.</summary>
    private static readonly (string Region, string Point)[] Colors =
    [
        ("#d3e1ee", "#4477aa"), ("#f4f0d6", "#a89a24"), ("#fad7dd", "#e04b61"), ("#cfe6d4", "#228833"), ("#daf3fa", "#2fa6cf"), ("#eed3e3", "#aa3377"), ("#eeeeee", "#777777"),
    ];

    /// <summary>Adds the panel.</summary>
    public void AddTo(SvgPicture picture)
    {
        string clip = string.Create(CultureInfo.InvariantCulture, $"panel-{square.Left:F0}-{square.Top:F0}");
        picture.Add($"""<clipPath id="{clip}"><rect x="{square.Left}" y="{square.Top}" width="{square.Side}" height="{square.Side}"/></clipPath>""");
        picture.Add($"""<g clip-path="url(#{clip})">""");
        StringBuilder[] regions = Regions();
        for (int k = 0; k < regions.Length; k++)
        {
            if (regions[k].Length > 0)
            {
                picture.Add($"""<path d="{regions[k].ToString()}" fill="{Color(k).Region}"/>""");
            }
        }

        for (int k = 0; k < Math.Min(points.Count, MostPoints); k++)
        {
            AddPoint(picture, points.Point(k), points.Labels[k]);
        }

        picture.Add($"""</g><rect x="{square.Left}" y="{square.Top}" width="{square.Side}" height="{square.Side}" fill="none" stroke="#bbb"/>""");
    }

    private static (string Region, string Point) Color(int label) => Colors[label % Colors.Length];

    /// <summary>Makes a path for each class: in each stripe, the lengths in which its output is the largest.</summary>
    private StringBuilder[] Regions()
    {
        StringBuilder[] paths = [.. Enumerable.Range(0, method.Network.OutputSize).Select(_ => new StringBuilder())];
        double height = square.Side / Stripes;
        for (int i = 0; i < Stripes; i++)
        {
            double y = vertical.Least + (vertical.Length * (Stripes - i - 0.5) / Stripes);
            double start = 0.0;
            double[] outputs = Outputs(0, y);
            int label = Largest(outputs);
            for (int j = 1; j <= Stripes; j++)
            {
                double[] next = Outputs(j, y);
                int nextLabel = Largest(next);
                if (nextLabel != label)
                {
                    double before = outputs[label] - outputs[nextLabel];
                    double after = next[label] - next[nextLabel];
                    double end = j - 1 + (before > after ? before / (before - after) : 0.5);
                    AddLength(paths[label], i, start, end);
                    (label, start) = (nextLabel, end);
                }

                outputs = next;
            }

            AddLength(paths[label], i, start, Stripes);
        }

        return paths;

        // A little higher than a stripe, so that no gap shines through between two.
        void AddLength(StringBuilder path, int stripe, double start, double end) => path.Append(
            CultureInfo.InvariantCulture,
            $"M{square.Left + (height * start):F1} {square.Top + (height * stripe):F1}H{square.Left + (height * end):F1}v{height + 0.4:F1}H{square.Left + (height * start):F1}z");
    }

    private double[] Outputs(int sample, double y) => method.Network.Evaluate([horizontal.Least + (horizontal.Length * sample / Stripes), y]);

    private void AddPoint(SvgPicture picture, ReadOnlySpan<double> point, int label)
    {
        double[] outputs = method.Network.Evaluate(point);
        bool isRight = Largest(outputs) == label;
        double x = square.Left + (square.Side * (point[0] - horizontal.Least) / horizontal.Length);
        double y = square.Top + (square.Side * (1.0 - ((point[1] - vertical.Least) / vertical.Length)));
        if (isRight && method.Bound is { } bound and > 0.0)
        {
            double radius = outputs.Where((_, i) => i != label).Select(other => outputs[label] - other).Min() / (Math.Sqrt(2.0) * bound);
            picture.Add($"""<ellipse cx="{x:F1}" cy="{y:F1}" rx="{square.Side * radius / horizontal.Length:F1}" ry="{square.Side * radius / vertical.Length:F1}" fill="none" stroke="{Color(label).Point}"/>""");
        }

        picture.Add($"""<circle cx="{x:F1}" cy="{y:F1}" r="4" fill="{Color(label).Point}" stroke="{(isRight ? "#fff" : "#000")}" stroke-width="{(isRight ? 1.0 : 1.8)}"/>""");
    }

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());
}
