using System.Globalization;
using System.Numerics;
using SdpKit.Cli.Pictures;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Benchmarks.Gallery;

/// <summary>Draws the truss of least compliance between a wall and a load, which the model of docs/gallery.md picks from all bars between the nodes of a grid.</summary>
internal static class TrussPicture
{
    private const int Columns = 8;
    private const int Rows = 5;
    private const int LongestStep = 3;
    private const double Pixels = 70.0;

    public static string Draw()
    {
        (int X, int Y)[] nodes = [.. from x in Enumerable.Range(0, Columns + 1) from y in Enumerable.Range(0, Rows) select (x, y)];

        // The first column of nodes is the wall. A bar that passes over a node is two bars.
        (int First, int Second)[] bars = [.. from i in Enumerable.Range(0, nodes.Length) from j in Enumerable.Range(i + 1, nodes.Length - i - 1)
            let step = (X: nodes[j].X - nodes[i].X, Y: Math.Abs(nodes[j].Y - nodes[i].Y))
            where nodes[j].X > 0 && Math.Max(step.X, step.Y) <= LongestStep && BigInteger.GreatestCommonDivisor(step.X, step.Y) == 1 select (i, j)];
        double[] thickness = Solve(nodes, bars);

        var picture = new SvgPicture(string.Create(CultureInfo.InvariantCulture, $"The stiffest truss of a given volume: {thickness.Count(t => t > 0.0)} of {bars.Length} bars"), 740, 400, 40);
        (double x, double y) Place(int node) => (60.0 + (Pixels * nodes[node].X), 350.0 - (Pixels * nodes[node].Y));
        for (int bar = 0; bar < bars.Length; bar++)
        {
            ((double x1, double y1), (double x2, double y2)) = (Place(bars[bar].First), Place(bars[bar].Second));
            if (thickness[bar] > 0.0)
            {
                picture.Add($"""<path d="M{x1} {y1}L{x2} {y2}" stroke="{SvgPicture.Color(0)}" stroke-width="{14.0 * thickness[bar] / thickness.Max():F2}" stroke-linecap="round"/>""");
            }
        }

        for (int node = 0; node < nodes.Length; node++)
        {
            (double cx, double cy) = Place(node);
            picture.Add($"""<circle cx="{cx}" cy="{cy}" r="2.5" fill="#222"/>""");
        }

        (double loadX, double loadY) = Place(LoadedNode);
        picture.Add($"""<path d="M48 60V360" stroke="#222" stroke-width="6"/><path d="M{loadX} {loadY}v46m-7 -12l7 12l7 -12" fill="none" stroke="{SvgPicture.Color(1)}" stroke-width="3"/>""");
        return picture.ToString();
    }

    private static int LoadedNode => (Columns * Rows) + (Rows / 2);

    /// <summary>Finds the thickness of each bar; 0 below a thousandth of the largest, which is what the method leaves of a 0.</summary>
    private static double[] Solve((int X, int Y)[] nodes, (int First, int Second)[] bars)
    {
        // The nodes of the wall have no displacements, so the others are counted from there.
        double[] load = new double[2 * (nodes.Length - Rows)];
        load[(2 * (LoadedNode - Rows)) + 1] = -1.0;
        double[] length = new double[bars.Length];
        double[,] g = new double[load.Length, bars.Length];
        for (int bar = 0; bar < bars.Length; bar++)
        {
            (double x, double y) = (nodes[bars[bar].Second].X - nodes[bars[bar].First].X, nodes[bars[bar].Second].Y - nodes[bars[bar].First].Y);
            length[bar] = Math.Sqrt((x * x) + (y * y));
            double scale = Math.Pow(length[bar], -1.5);
            foreach ((int node, double sign) in new[] { (bars[bar].First, -scale), (bars[bar].Second, scale) })
            {
                if (node >= Rows)
                {
                    (g[2 * (node - Rows), bar], g[(2 * (node - Rows)) + 1, bar]) = (sign * x, sign * y);
                }
            }
        }

        var model = new SdpModel();
        Variable thickness = model.AddVector("t", bars.Length);
        Variable compliance = model.AddScalar("compliance");
        AffineExpression stiffness = g * DiagonalMatrix(thickness) * Transpose(g);
        model.Require(thickness >= 0).Require(InnerProduct(length, thickness) == 1);
        model.Require(Blocks([compliance, Transpose(load)], [load, stiffness]) >> 0);
        double[] found = model.Minimize(compliance).Solve().EnsureOptimal().Vector(thickness);
        return [.. found.Select(t => t > 1e-3 * found.Max() ? t : 0.0)];
    }
}
