using System.Globalization;

namespace SdpKit.Cli.Output;

/// <summary>Says what the line of a solver's iteration shows.</summary>
internal static class SolverColumns
{
    /// <summary>Gets the columns, which with a space between them fit into 80 of the terminal.</summary>
    public static IterationColumns<IterationReport> All { get; } = new(
        ["iter", "objective", "dual objective", "gap", "primal inf", "dual inf", "mu", "seconds"],
        [4, 14, 14, 7, 10, 8, 7, 7],
        Format);

    private static string[] Format(IterationReport report) =>
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
