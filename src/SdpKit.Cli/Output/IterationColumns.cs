using System.Globalization;

namespace SdpKit.Cli.Output;

/// <summary>Says what an iteration's line shows.</summary>
internal static class IterationColumns
{
    /// <summary>Gets the headings.</summary>
    public static string[] Headings { get; } = ["iteration", "objective", "dual objective", "gap", "primal inf.", "dual inf.", "mu", "seconds"];

    /// <summary>Formats an iteration, one text a heading.</summary>
    public static string[] Format(IterationReport report) =>
    [
        Text($"{report.Iteration}"),
        Text($"{report.PrimalObjective:0.00000000e+00}"),
        Text($"{report.DualObjective:0.00000000e+00}"),
        Text($"{report.RelativeGap:0.0e+00}"),
        Text($"{report.PrimalInfeasibility:0.0e+00}"),
        Text($"{report.DualInfeasibility:0.0e+00}"),
        Text($"{report.Mu:0.0e+00}"),
        Text($"{report.Elapsed.TotalSeconds:F2}"),
    ];

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
