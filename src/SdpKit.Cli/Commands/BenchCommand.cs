using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SdpKit.Cli.Benchmarking;
using SdpKit.Cli.Options;
using SdpKit.Formats;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>bench DIR</c>: SdpKit beside its rivals on a folder of problems.</summary>
internal static class BenchCommand
{
    private const string ResultsFile = "results.jsonl";

    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "A folder of .dat-s or .dat-s.gz problems; the smallest file is measured first." };
        Option<string[]> rivals = new("--rival") { Description = "Another solver to measure in turns with SdpKit: csdp or sdpa, found on the PATH; may be given twice." };
        rivals.AcceptOnlyFromAmong([.. Rivals.Names]);
        Option<int> threads = CommonOptions.Threads();
        Option<int> repeats = NumberOption.Whole("--repeat", "The number of runs, of which the median counts, where one takes under a second.", 1, 1, 1000);
        Option<string?> filter = new("--filter") { Description = "A pattern of * and ? for the names of the problems." };
        Option<TimeSpan?> timeLimit = CommonOptions.TimeLimit();
        timeLimit.Description = "The seconds after which a run is ended; no limit unless given.";
        Option<string> output = new("--out") { Description = "The folder for the results.", DefaultValueFactory = _ => "bench-results" };
        Option<bool> resume = new("--resume") { Description = "Measure only what the results file in the folder does not hold yet." };

        Command command = new("bench", "Measures SdpKit and rival solvers on a folder of problems and checks all answers.")
        {
            folder, rivals, threads, repeats, filter, timeLimit, output, resume,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            string searchPath = Environment.GetEnvironmentVariable("PATH") ?? "";
            BenchmarkSettings settings = new()
            {
                SdpKit = new SdpKitProgram(),
                Rivals = [.. (parse.GetValue(rivals) ?? []).Distinct().Select(name => Rivals.Find(name, searchPath))],
                Threads = parse.GetValue(threads),
                Repeats = parse.GetValue(repeats),
                TimeLimit = parse.GetValue(timeLimit),
            };
            IReadOnlyList<BenchmarkProblem> problems = Problems(parse.GetValue(folder)!, parse.GetValue(filter));
            string resultsFolder = parse.GetValue(output)!;
            ResultLog log = OpenLog(resultsFolder, parse.GetValue(resume));
            return Task.FromResult(Run(settings, problems, log, resultsFolder, ToolConfiguration.Of(parse), CommandLineOf(parse), cancellationToken));
        });
        return command;
    }

    private static int Run(
        BenchmarkSettings settings,
        IReadOnlyList<BenchmarkProblem> problems,
        ResultLog log,
        string folder,
        ToolConfiguration console,
        string commandLine,
        CancellationToken cancellationToken)
    {
        MachineDescription machine = MachineDescription.Read();
        ImmutableArray<string> libraries = [.. settings.Rivals.Select(rival => BlasLibrary.Describe(rival))];
        BenchmarkReport Report() => BenchmarkReport.Of(log, settings, machine, libraries, commandLine);

        BenchmarkProgress progress = new(console.Error, console.IsErrorTerminal, problems.Count);
        BenchmarkSession session = new(settings, log, progress);
        try
        {
            foreach (BenchmarkProblem problem in problems)
            {
                progress.NextProblem();
                session.Measure(problem, cancellationToken);
                Report().WriteTo(folder);
            }
        }
        catch (OperationCanceledException)
        {
            Report().WriteTo(folder);
            console.Error.WriteLine($"sdpkit: cancelled; the tables in {folder} hold what is finished, and --resume goes on from there");
            return ExitCode.Cancelled;
        }
        catch (ProblemFormatException error)
        {
            throw new InputException(error.Message, error);
        }

        BenchmarkReport report = Report();
        report.WriteTo(folder);
        Summarize(report, folder, console.Output);
        return ExitCode.Success;
    }

    private static void Summarize(BenchmarkReport report, string folder, TextWriter output)
    {
        BenchmarkSummary summary = BenchmarkSummary.Of(report.Problems);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Problems.Length} problems, {report.Problems.Length - summary.Unsolved.Length} solved by SdpKit"));
        if (summary.Overall.SolveMean is { } solveMean)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"best rival / SdpKit, geometric mean of {summary.Overall.ComparedCount}: solve {solveMean:F2}, process {summary.Overall.ProcessMean:F2}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slower: {summary.Slower.Length}; over 1 s and below half the speed: {summary.FarSlower.Length}"));
        }

        output.WriteLine($"tables and pictures: {folder}");
    }

    private static IReadOnlyList<BenchmarkProblem> Problems(string folder, string? filter)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: the folder does not exist; expected one with .dat-s files");
        }

        IReadOnlyList<BenchmarkProblem> problems = BenchmarkProblem.Find(folder, filter);
        return problems.Count > 0 ? problems : throw new InputException($"{folder}: found no .dat-s or .dat-s.gz file{(filter is null ? "" : $" whose name matches {filter}")}");
    }

    private static ResultLog OpenLog(string folder, bool resume)
    {
        string file = Path.Combine(folder, ResultsFile);
        try
        {
            Directory.CreateDirectory(folder);
            return resume ? ResultLog.Resume(file)
                : !File.Exists(file) ? ResultLog.Create(file)
                : throw new InputException($"{file}: the file holds results already; give --resume to go on with them, or another --out");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException(error.Message, error);
        }
    }

    private static string CommandLineOf(ParseResult parse) => $"sdpkit {string.Join(' ', parse.Tokens.Select(token => token.Value))}";
}
