using System.Globalization;
using SdpKit.Cli.Benchmarking;
using SdpKit.Cli.Pictures;

namespace SdpKit.Benchmarks.Performance;

/// <summary>Draws a figure of all solvers against the size, both by their logarithms, with the fitted power laws as lines.</summary>
internal static class GrowthPicture
{
    /// <summary>Draws the picture; null where nothing was measured.</summary>
    public static string? Draw(GrowthStudy study, GrowthFigure figure, IReadOnlyCollection<ProblemComparison> problems)
    {
        (double Size, double Value)[][] solvers = [.. BenchmarkResults.Solvers.Select((_, solver) => study.Points(problems, figure, solver))];
        (double Size, double Value)[] all = [.. solvers.SelectMany(points => points)];
        if (all.Length == 0)
        {
            return null;
        }

        SvgPicture picture = PlotFrame.Begin($"{study.Title}: {figure.Name} of whole processes");
        var sizes = Axis.Logarithmic(all.Min(point => point.Size), all.Max(point => point.Size), PlotFrame.Left, PlotFrame.Right);
        var values = Axis.Logarithmic(all.Min(point => point.Value), all.Max(point => point.Value), PlotFrame.Bottom, PlotFrame.Top);
        PlotFrame.AddRows(picture, values, values.Text);
        PlotFrame.AddColumns(picture, sizes);
        PlotFrame.AddColumnTitle(picture, study.SizeName);
        PlotFrame.AddRowTitle(picture, $"{figure.Name}, {figure.Unit}");
        for (int solver = 0; solver < solvers.Length; solver++)
        {
            if (PowerLaw.Fit(solvers[solver]) is { } law)
            {
                (double first, double last) = (solvers[solver][0].Size, solvers[solver][^1].Size);
                picture.AddCurve(string.Create(CultureInfo.InvariantCulture, $"M{sizes[first]:F1} {values[law[first]]:F1}L{sizes[last]:F1} {values[law[last]]:F1}"), solver);
                string name = string.Create(CultureInfo.InvariantCulture, $"{BenchmarkResults.Solvers[solver]}: {study.SizeName}^{law.Exponent:F2}");
                picture.AddLegend(name, solver, PlotFrame.Left + (solver * 190.0), PlotFrame.Legend);
            }

            foreach ((double size, double value) in solvers[solver])
            {
                picture.Add($"""<circle cx="{sizes[size]:F1}" cy="{values[value]:F1}" r="4" fill="{SvgPicture.Color(solver)}"/>""");
            }
        }

        return picture.ToString();
    }
}
