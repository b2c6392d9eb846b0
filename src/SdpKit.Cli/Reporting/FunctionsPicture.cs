using SdpKit.Cli.Pictures;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws the functions of networks with one input and one output, and the points they were trained on.</summary>
internal static class FunctionsPicture
{
    private const int Samples = 400;

    /// <summary>Draws the picture; null where there are no targets, or the networks have other sizes.</summary>
    public static string? Draw(TrainingComparison comparison)
    {
        if (comparison.Targets is not { PointSize: 1, TargetSize: 1 } targets || comparison.Methods.Any(method => method.Network.InputSize != 1 || method.Network.OutputSize != 1))
        {
            return null;
        }

        double start = targets.Points.Min();
        double length = targets.Points.Max() - start;
        IEnumerable<ChartCurve> functions = comparison.Methods.Select((method, k) => new ChartCurve(method.Name, k, IsDotted: false,
            [.. Enumerable.Range(0, Samples + 1).Select(i => start + (length * i / Samples)).Select(x => (x, method.Network.Evaluate([x])[0]))]));
        return Chart.DrawValues("Functions", "input", [.. functions], [.. targets.Points.Zip(targets.Targets)]);
    }
}
