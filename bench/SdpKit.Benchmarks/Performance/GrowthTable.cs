using System.Globalization;
using System.Text;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Benchmarks.Performance;

/// <summary>Writes exponents of growth as a table of markdown: of all sizes, and between the two largest that each solver reached.</summary>
internal static class GrowthTable
{
    public static string Write(IReadOnlyCollection<ProblemComparison> problems)
    {
        StringBuilder table = new("| family | figure | solver | sizes | exponent | exponent of the last step | at the largest size |\n|---|---|---|---|--:|--:|--:|\n");
        foreach ((GrowthStudy study, GrowthFigure figure) in GrowthStudy.All)
        {
            for (int solver = 0; solver < BenchmarkResults.Solvers.Count; solver++)
            {
                (double Size, double Value)[] points = study.Points(problems, figure, solver);
                if (PowerLaw.Fit(points) is { } law)
                {
                    PowerLaw? lastStep = PowerLaw.Fit(points[^2..]);
                    table.Append(
                        CultureInfo.InvariantCulture,
                        $"| {study.Family} | {figure.Name} | {BenchmarkResults.Solvers[solver]} | {study.SizeName} = {points[0].Size}..{points[^1].Size} ({points.Length}) | {law.Exponent:F2} | {lastStep?.Exponent:F2} | {points[^1].Value:G3} {figure.Unit} |\n");
                }
            }
        }

        return table.ToString();
    }
}
