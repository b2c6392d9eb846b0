using System.CommandLine;

namespace SdpKit.Cli.Options;

/// <summary>Makes the options that mean the same in every command.</summary>
internal static class CommonOptions
{
    private static readonly SolverSettings Defaults = new();

    /// <summary>Makes <c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object on stdout; everything else goes to stderr." };

    /// <summary>Makes <c>--quiet</c>.</summary>
    public static Option<bool> Quiet() => new("--quiet") { Description = "Show no progress." };

    /// <summary>Makes <c>--report</c>.</summary>
    public static Option<string?> Report() => new("--report") { Description = "Write a page with tables and pictures to this file.", HelpName = "OUT.html" };

    /// <summary>Makes <c>--tolerance</c>.</summary>
    public static Option<double> Tolerance() => NumberOption.Real(
        "--tolerance", "The largest DIMACS error of an optimal solution.", Defaults.Tolerance, 1e-15, 1.0);

    /// <summary>Makes <c>--threads</c>.</summary>
    public static Option<int> Threads() => NumberOption.Whole(
        "--threads", "The number of threads; the answer does not depend on it.", Defaults.Threads, 1, 1024);

    /// <summary>Makes <c>--max-iterations</c>.</summary>
    public static Option<int> MaxIterations() => NumberOption.Whole(
        "--max-iterations", "The largest number of iterations.", Defaults.MaxIterations, 0, int.MaxValue);

    /// <summary>Makes <c>--time-limit</c>; null is no limit.</summary>
    public static Option<TimeSpan?> TimeLimit() => new("--time-limit")
    {
        Description = "The seconds after which the best result so far is returned; no limit unless given.",
        HelpName = "SECONDS",

        // Thirty years: far above any use, and far below the limit of TimeSpan.
        CustomParser = result => NumberOption.ParseReal(result, "--time-limit", 1e-3, 1e9) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
