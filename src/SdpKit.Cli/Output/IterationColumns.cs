using System.Globalization;

namespace SdpKit.Cli.Output;

/// <summary>Says what an iteration's line shows.</summary>
internal static class IterationColumns
{
    /// <summary>Gets the headings.</summary>
    public static string[] Headings { get; } = ["iter", "objective", "dual objective", "gap", "primal inf", "dual inf", "mu", "seconds"];

    /// <summary>Gets the widths, which with a space between them fit into 80 columns.</summary>
    public static int[] Widths { get; } = [4, 14, 14, 7, 10, 8, 7, 7];

    /// <summary>Formats an iteration, one text a heading.</summary>
    public static string[] Format(IterationReport report) =>
    [
        Text($"{report.Iteration}"),
        Text($"{report.PrimalObjective:0.0000000e+00}"),
        Text($"{report.DualObjective:0.0000000e+00}"),
        Text($"{report.RelativeGap:0.0e+00}"),
        Text($"{report.PrimalInfeasibility:0.0e+00}"),
        Text($"{report.DualInfeasibility:0.0e+00}"),
        Text($"{report.Mu:0.0e+00}"),
        Text($"{report.Elapsed.TotalSeconds:F2}"),
    ];

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
