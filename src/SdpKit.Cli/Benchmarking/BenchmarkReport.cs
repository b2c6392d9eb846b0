using System.Collections.Immutable;
using System.Globalization;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents everything that the result pages say.</summary>
internal sealed record BenchmarkReport
{
    public required ImmutableArray<ProblemComparison> Problems { get; init; }

    public required BenchmarkSettings Settings { get; init; }

    public required MachineDescription Machine { get; init; }

    /// <summary>Gets the BLAS of each rival, in the same order as the rivals.</summary>
    public required ImmutableArray<string> RivalLibraries { get; init; }

    public required string CommandLine { get; init; }

    /// <summary>Gets the runs that the figures are made of, in the order of measurement.</summary>
    public required ImmutableArray<MeasuredRun> Runs { get; init; }

    /// <summary>Gathers the runs that belong to these versions and this number of threads, whatever else the results file holds.</summary>
    public static BenchmarkReport Of(
        ResultLog log, BenchmarkSettings settings, MachineDescription machine, ImmutableArray<string> rivalLibraries, string commandLine)
    {
        Dictionary<string, string> versions = settings.Rivals.Append(settings.SdpKit).ToDictionary(program => program.Name, program => program.Version);
        versions[InProcessRun.Solver] = settings.SdpKit.Version;
        ImmutableArray<MeasuredRun> runs =
        [
            .. log.Runs.Where(run => run.Threads == settings.Threads && versions.GetValueOrDefault(run.Solver) == run.Version && run.Repeat < settings.Repeats)
                .GroupBy(run => (run.Problem, run.Solver, run.Repeat))
                .Select(group => group.Last()),
        ];
        return new BenchmarkReport
        {
            Problems = ProblemComparison.Of(runs, [.. settings.Rivals.Select(rival => rival.Name)]),
            Settings = settings,
            Machine = machine,
            RivalLibraries = rivalLibraries,
            CommandLine = commandLine,
            Runs = runs,
        };
    }

    /// <summary>Writes table.md, table.csv and, where there are rivals, the pictures; that of solves only where every rival states its times.</summary>
    public void WriteTo(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "table.md"), MarkdownTable.Write(this));
        File.WriteAllText(Path.Combine(folder, "table.csv"), CsvTable.Write(this));
        if (Settings.Rivals.Length > 0)
        {
            DrawProfile(Path.Combine(folder, "profile-process.svg"), "Whole processes", problem => problem.ProcessSeconds, rival => rival.WallSeconds);

            string solves = Path.Combine(folder, "profile.svg");
            File.Delete(solves);
            if (Problems.All(problem => problem.Rivals.All(rival => rival is null or { Counts: false } or { SolveSeconds: not null })))
            {
                DrawProfile(solves, "Solves, as each solver states its time", problem => problem.SolveSeconds, rival => rival.SolveSeconds);
            }
        }
    }

    private void DrawProfile(string file, string title, Func<ProblemComparison, double?> sdpKitSeconds, Func<SolverResult, double?> rivalSeconds)
    {
        ImmutableArray<PerformanceProfile> profiles = PerformanceProfile.Of(
            ["SdpKit", .. Settings.Rivals.Select(rival => $"{rival.Name} {rival.Version}")],
            [.. Problems.Select(problem => (double?[])[sdpKitSeconds(problem), .. problem.Rivals.Select(rival => rival is { Counts: true } ? rivalSeconds(rival) : null)])]);
        string heading = string.Create(CultureInfo.InvariantCulture, $"{title}: {Problems.Length} problems, {Settings.Threads} threads");
        File.WriteAllText(file, PerformanceProfilePicture.Draw(heading, profiles));
    }
}
