using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Writes the results as a page of markdown: circumstances, means, exceptions, and a row a problem.</summary>
internal static class MarkdownTable
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Writes the page.</summary>
    public static string Write(BenchmarkReport report)
    {
        BenchmarkSummary summary = BenchmarkSummary.Of(report.Problems);
        StringBuilder page = new();
        page.Append(Invariant, $"# SdpKit {report.Settings.SdpKit.Version} on {report.Problems.Length} problems\n\n");
        AppendCircumstances(page, report);
        if (report.Settings.Rivals.Length > 0)
        {
            AppendMeans(page, summary);
        }

        AppendTotals(page, report);
        AppendExceptions(page, summary, report.Settings.Rivals.Length > 0);
        AppendProblems(page, report);
        return page.ToString();
    }

    /// <summary>Writes a time: three digits, "&gt;" at the limit, in parentheses where the answer does not count, "-" where there is none.</summary>
    private static string Time(SolverResult? result, double? seconds) => (result, seconds) switch
    {
        (null, _) or (_, null) => "-",
        ({ Outcome: RunOutcome.TimeLimit }, { } limit) => $"> {Seconds(limit)}",
        ({ Counts: false }, { } time) => $"({Seconds(time)})",
        (_, { } time) => Seconds(time),
    };

    private static void AppendCircumstances(StringBuilder page, BenchmarkReport report)
    {
        MachineDescription machine = report.Machine;
        page.Append(Invariant, $"- command: `{report.CommandLine}`\n");
        if (report.Runs.Length > 0)
        {
            page.Append(Invariant, $"- measured: {report.Runs.Min(run => run.StartedAt):u} to {report.Runs.Max(run => run.StartedAt):u}");
            page.Append(Invariant, $"; load average {Load(report.Runs.MinBy(run => run.StartedAt))} at the start, {Load(report.Runs.MaxBy(run => run.StartedAt))} at the end, ");
            page.Append(Invariant, $"median {Averages.Median(report.Runs.Select(run => run.LoadAverage).OfType<double>()):F2}\n");
        }

        page.Append(Invariant, $"- machine: {machine.Processor}, {machine.ProcessorCount} processors, {machine.MemoryBytes / (double)(1 << 30):F1} GiB, {machine.OperatingSystem}\n");
        page.Append(Invariant, $"- SdpKit: {machine.Runtime}, {machine.InstructionSet}\n");
        for (int i = 0; i < report.RivalLibraries.Length; i++)
        {
            page.Append(Invariant, $"- {report.Settings.Rivals[i].Name} {report.Settings.Rivals[i].Version}: BLAS {report.RivalLibraries[i]}\n");
        }

        page.Append(Invariant, $"- threads: {report.Settings.Threads} for every solver\n\n");
        page.Append(Invariant, $"""
            Times are wall-clock seconds, the median of {report.Settings.Repeats} for runs under {BenchmarkSettings.ShortRunSeconds:F0} s. *process*: from the start to the end of a process
            that reads the problem and writes its solution to a file, for every solver alike. *solve*: without reading and writing, as the solver states it: CSDP's total time, SDPA's main
            loop, and SdpKit's solve with presolve and check, under {BenchmarkSettings.ColdSolveSeconds:F0} s that of the second call inside one process, so that compiling is no part of it. Processes are compared with
            processes, and solves with solves where every rival that counts states its own ("-": it does not). All errors are recomputed from the solution files by one checker. (Parentheses):
            the answer does not count, because an error is above {MeasuredRun.CountedError:0e-0} and no ray has a residual within {MeasuredRun.CountedRayResidual:0e-0}. ">": ended at the time limit, at least that long.
            Ratios are the best rival that counts over SdpKit: above 1, SdpKit is faster.


            """);
    }

    private static void AppendMeans(StringBuilder page, BenchmarkSummary summary)
    {
        page.Append("## Geometric means of best rival / SdpKit\n\n| family | problems | compared | process | compared by solve | solve |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (RatioMeans means in summary.Families.Append(summary.Overall))
        {
            page.Append(Invariant, $"| {means.Name} | {means.ProblemCount} | {means.Process.Count} | {Ratio(means.Process.Value)} | {means.Solve.Count} | {Ratio(means.Solve.Value)} |\n");
        }

        page.Append(Invariant, $"\nWith every rival that ended, whatever its errors: {Ratio(summary.FaceValueMean)} (process).\n\n");
    }

    private static void AppendTotals(StringBuilder page, BenchmarkReport report)
    {
        page.Append("## Total seconds of processes\n\n");
        page.Append(Invariant, $"- SdpKit: {Seconds(report.Problems.Sum(problem => problem.SdpKit?.WallSeconds ?? 0.0))}, of which solves {Seconds(report.Problems.Sum(problem => problem.SolveSeconds ?? 0.0))}\n");
        for (int i = 0; i < report.Settings.Rivals.Length; i++)
        {
            bool limited = report.Problems.Any(problem => problem.Rivals[i]?.Outcome == RunOutcome.TimeLimit);
            page.Append(Invariant, $"- {report.Settings.Rivals[i].Name}: {(limited ? "> " : "")}{Seconds(report.Problems.Sum(problem => problem.Rivals[i]?.WallSeconds ?? 0.0))}\n");
        }

        page.Append('\n');
    }

    private static void AppendExceptions(StringBuilder page, BenchmarkSummary summary, bool hasRivals)
    {
        page.Append("## Exceptions\n\n");
        page.Append(Invariant, $"- SdpKit has no answer that counts: {List(summary.Unsolved, problem => problem.Problem)}\n");
        if (hasRivals)
        {
            static string WithRatio(ProblemComparison problem) => $"{problem.Problem} {Ratio(problem.ProcessRatio)}";
            page.Append(Invariant, $"- no rival has one: {List(summary.WithoutRival, problem => problem.Problem)}\n");
            page.Append(Invariant, $"- SdpKit is slower: {List(summary.Slower, WithRatio)}\n");
            page.Append(Invariant, $"- best rival over 1 s and ratio below 0.5: {List(summary.FarSlower, WithRatio)}\n");
        }

        page.Append('\n');
    }

    private static void AppendProblems(StringBuilder page, BenchmarkReport report)
    {
        string[] rivals = [.. report.Settings.Rivals.Select(rival => rival.Name)];
        string[] columns =
        [
            "problem", "m", "n", "process", .. rivals, "ratio (process)", "solve", .. rivals.Select(rival => $"solve {rival}"), "ratio (solve)", "status", "iterations", "error",
            .. rivals.Select(rival => $"error {rival}"), "MiB", .. rivals.Select(rival => $"MiB {rival}"),
        ];
        page.Append("## Problems\n\n");
        AppendRow(page, columns);
        AppendRow(page, columns.Select((_, i) => i == 0 ? "---" : "--:"));
        foreach (ProblemComparison problem in report.Problems)
        {
            MeasuredRun any = problem.Rivals.Prepend(problem.SdpKit).OfType<SolverResult>().First().First;
            AppendRow(page,
            [
                problem.Problem, any.VariableCount.ToString(Invariant), any.MatrixOrder.ToString(Invariant),
                Time(problem.SdpKit, problem.SdpKit?.WallSeconds), .. problem.Rivals.Select(rival => Time(rival, rival?.WallSeconds)), BoundOrRatio(problem, problem.ProcessRatio),
                Time(problem.SdpKit, problem.SolveSeconds), .. problem.Rivals.Select(rival => Time(rival, rival?.SolveSeconds)), BoundOrRatio(problem, problem.SolveRatio),
                problem.SdpKit?.First.Status ?? "-", problem.SdpKit?.First.Iterations?.ToString(Invariant) ?? "-",
                Error(problem.SdpKit), .. problem.Rivals.Select(Error), Memory(problem.SdpKit), .. problem.Rivals.Select(Memory),
            ]);
        }
    }

    private static void AppendRow(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Seconds(double seconds) => seconds switch
    {
        >= 99.95 => seconds.ToString("F0", Invariant),
        >= 9.995 => seconds.ToString("F1", Invariant),
        >= 0.9995 => seconds.ToString("F2", Invariant),
        _ => seconds.ToString("F4", Invariant),
    };

    private static string BoundOrRatio(ProblemComparison problem, double? ratio) => (problem.BestRivalIsLowerBound ? "> " : "") + Ratio(ratio);

    private static string Ratio(double? ratio) => ratio is { } value ? Seconds(value) : "-";

    private static string Error(SolverResult? result) => result?.First switch
    {
        { } run when run.HasRay() => string.Create(Invariant, $"ray {run.RayResidual:0.0e-0}"),
        { DimacsErrors: not null } run => string.Create(Invariant, $"{run.LargestError():0.0e-0}"),
        _ => "-",
    };

    private static string Memory(SolverResult? result) =>
        result?.First.PeakMemoryBytes is { } bytes ? (bytes / (double)(1 << 20)).ToString("F0", Invariant) : "-";

    private static string Load(MeasuredRun? run) => run?.LoadAverage?.ToString("F2", Invariant) ?? "unknown";

    private static string List(ImmutableArray<ProblemComparison> problems, Func<ProblemComparison, string> text) =>
        problems.Length == 0 ? "none" : $"{string.Join(", ", problems.Select(text))} ({problems.Length.ToString(Invariant)})";
}
