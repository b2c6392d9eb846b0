using System.Globalization;
using System.Text;
using SdpKit.Cli.Pictures;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws how the solves converged: gap and infeasibilities against iterations, on a logarithmic axis; where there was more than one solve, one after another.</summary>
internal static class ConvergencePicture
{
    private const double Least = 1e-16;

    private static readonly (string Name, Func<IterationReport, double> Value)[] Curves =
        [("relative gap", report => report.RelativeGap), ("primal infeasibility", report => report.PrimalInfeasibility), ("dual infeasibility", report => report.DualInfeasibility)];

    /// <summary>Draws the picture; null where nothing was solved.</summary>
    public static string? Draw(IReadOnlyList<IterationReport> iterations)
    {
        if (iterations.Count == 0)
        {
            return null;
        }

        SvgPicture picture = PlotFrame.Begin("Convergence");
        double[] all = [.. Curves.SelectMany(curve => iterations.Select(curve.Value)).Where(IsShown)];
        var values = Axis.Logarithmic(all.DefaultIfEmpty(Least).Min(), all.DefaultIfEmpty(1.0).Max(), PlotFrame.Bottom, PlotFrame.Top);
        var places = Axis.FromZero(iterations.Count - 1, PlotFrame.Left, PlotFrame.Right);
        PlotFrame.AddRows(picture, values, values.Text);
        PlotFrame.AddColumns(picture, places);
        PlotFrame.AddColumnTitle(picture, "iteration");
        for (int k = 1; k < iterations.Count; k++)
        {
            if (iterations[k].Iteration <= iterations[k - 1].Iteration)
            {
                picture.Add($"""<path d="M{places[k - 0.5]:F1} {PlotFrame.Top}V{PlotFrame.Bottom}" stroke="#888" stroke-dasharray="4 4"/>""");
            }
        }

        double left = PlotFrame.Left;
        for (int c = 0; c < Curves.Length; c++)
        {
            string path = Path(iterations, Curves[c].Value, places, values);
            if (path.Length > 0)
            {
                picture.AddCurve(path, c);
                picture.AddLegend(Curves[c].Name, c, left, PlotFrame.Legend);
                left += 200.0;
            }
        }

        return picture.ToString();
    }

    /// <summary>Says whether a value has a place on the axis: what is exact or unknown has none.</summary>
    private static bool IsShown(double value) => value >= Least && double.IsFinite(value);

    private static string Path(IReadOnlyList<IterationReport> iterations, Func<IterationReport, double> value, Axis places, Axis values)
    {
        StringBuilder path = new();
        bool isJoined = false;
        for (int k = 0; k < iterations.Count; k++)
        {
            isJoined &= k > 0 && iterations[k].Iteration > iterations[k - 1].Iteration;
            double y = value(iterations[k]);
            if (IsShown(y))
            {
                path.Append(CultureInfo.InvariantCulture, $"{(isJoined ? 'L' : 'M')}{places[k]:F1} {values[y]:F1}");
            }

            isJoined = IsShown(y);
        }

        return path.ToString();
    }
}
