using SdpKit.Cli.Pictures;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Benchmarks.Gallery;

/// <summary>Draws sensors where they are and where the model of docs/gallery.md finds them, from distances that were measured with an error.</summary>
internal static class SensorPicture
{
    private const int SensorCount = 24;
    private const double Range = 0.5;
    private const double RelativeError = 0.05;

    public static string Draw()
    {
        var random = new Random(1);
        (double X, double Y)[] anchors = [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)];
        (double X, double Y)[] sensors = [.. Enumerable.Range(0, SensorCount).Select(_ => (random.NextDouble(), random.NextDouble()))];
        (double X, double Y)[] all = [.. sensors, .. anchors];
        (int First, int Second, double Distance)[] measured = [.. from i in Enumerable.Range(0, SensorCount) from j in Enumerable.Range(i + 1, all.Length - i - 1)
            let distance = double.Hypot(all[i].X - all[j].X, all[i].Y - all[j].Y)
            where distance < Range select (i, j, distance * (1.0 + (RelativeError * ((2.0 * random.NextDouble()) - 1.0))))];
        double[,] found = Solve(anchors, measured);

        var picture = new SvgPicture($"{SensorCount} sensors from distances with errors up to 5 %: where they are, and where they are found", 700, 720, 40);
        static (double X, double Y) Place(double x, double y) => (70.0 + (560.0 * x), 650.0 - (560.0 * y));
        foreach ((int first, int second, _) in measured)
        {
            ((double x1, double y1), (double x2, double y2)) = (Place(all[first].X, all[first].Y), Place(all[second].X, all[second].Y));
            picture.Add($"""<path d="M{x1:F1} {y1:F1}L{x2:F1} {y2:F1}" stroke="#ddd"/>""");
        }

        for (int k = 0; k < SensorCount; k++)
        {
            ((double x, double y), (double foundX, double foundY)) = (Place(sensors[k].X, sensors[k].Y), Place(found[0, k], found[1, k]));
            picture.Add($"""<path d="M{x:F1} {y:F1}L{foundX:F1} {foundY:F1}" stroke="{SvgPicture.Color(1)}" stroke-width="2"/><circle cx="{x:F1}" cy="{y:F1}" r="7" fill="none" stroke="{SvgPicture.Color(0)}" stroke-width="2"/>""");
            picture.Add($"""<circle cx="{foundX:F1}" cy="{foundY:F1}" r="3.5" fill="{SvgPicture.Color(1)}"/>""");
        }

        foreach ((double x, double y) in anchors.Select(anchor => Place(anchor.X, anchor.Y)))
        {
            picture.Add($"""<rect x="{x - 7.0:F1}" y="{y - 7.0:F1}" width="14" height="14" fill="#222"/>""");
        }

        return picture.ToString();
    }

    /// <summary>Finds the positions whose squared distances are nearest to the measured ones: Z = [I, X; X', G] with G for X'X.</summary>
    private static double[,] Solve((double X, double Y)[] anchors, (int First, int Second, double Distance)[] measured)
    {
        var model = new SdpModel();
        Variable z = model.AddSymmetricMatrix("Z", 2 + SensorCount);
        model.Require(z >> 0).Require(z[..2, ..2] == Identity(2));
        AffineExpression[] errors = [.. measured.Select(pair =>
        {
            double[] v = new double[2 + SensorCount];
            v[2 + pair.First] = -1.0;
            if (pair.Second < SensorCount)
            {
                v[2 + pair.Second] = 1.0;
            }
            else
            {
                (v[0], v[1]) = anchors[pair.Second - SensorCount];
            }

            return (Transpose(v) * z * v) - (pair.Distance * pair.Distance);
        })];
        return model.Minimize(SumOfSquares(Stack(errors))).Solve().EnsureOptimal().Matrix(z[..2, 2..]);
    }
}
