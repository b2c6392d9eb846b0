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
        Text($"{report.PrimalObjective:E8}"),
        Text($"{report.DualObjective:E8}"),
        Text($"{report.RelativeGap:E1}"),
        Text($"{report.PrimalInfeasibility:E1}"),
        Text($"{report.DualInfeasibility:E1}"),
        Text($"{report.Mu:E1}"),
        Text($"{report.Elapsed.TotalSeconds:F2}"),
    ];

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
