using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SdpKit.Cli.Benchmarking;
using SdpKit.Cli.Options;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>bench DIR</c>: SdpKit beside its rivals on a folder of problems.</summary>
internal static class BenchCommand
{
    private const double BusyLoad = 0.5;

    private static readonly Argument<string> Folder = new("DIR")
    {
        Description = "A folder of .dat-s or .dat-s.gz problems; the smallest file is measured first.",
    };

    private static readonly Option<string[]> RivalNames = CreateRivalNames();
    private static readonly Option<int> Threads = CommonOptions.Threads();

    private static readonly Option<int> Repeat = NumberOption.Whole(
        "--repeat", "The number of runs, of which the median counts, where one takes under a second.", 1, 1, 1000);

    private static readonly Option<string?> Filter = new("--filter") { Description = "A pattern of * and ? for the names of the problems.", HelpName = "GLOB" };
    private static readonly Option<TimeSpan?> TimeLimit = CreateTimeLimit();

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The folder for the results.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "bench-results",
    };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Measure only what the results file in the folder does not hold yet." };

    public static Command Create()
    {
        Command command = new("bench", "Measures SdpKit and rival solvers on a folder of problems and checks all answers.")
        {
            Folder, RivalNames, Threads, Repeat, Filter, TimeLimit, Out, Resume,
        };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        ToolConfiguration configuration = ToolConfiguration.Of(parse);
        string searchPath = Environment.GetEnvironmentVariable("PATH") ?? "";
        BenchmarkSettings settings = new()
        {
            SdpKit = new SdpKitProgram(),
            Rivals = [.. (parse.GetValue(RivalNames) ?? []).Distinct().Select(name => Rivals.Find(name, searchPath))],
            Threads = parse.GetValue(Threads),
            Repeats = parse.GetValue(Repeat),
            TimeLimit = parse.GetValue(TimeLimit),
        };
        IReadOnlyList<BenchmarkProblem> problems = FindProblems(parse.GetRequiredValue(Folder), parse.GetValue(Filter));
        string folder = parse.GetRequiredValue(Out);
        ResultLog log = OpenLog(folder, parse.GetValue(Resume));
        if (LoadAverage.Read() is > BusyLoad and var load)
        {
            configuration.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: the load average is {load:F1}: other work takes part of every solver's time"));
        }

        string commandLine = $"sdpkit {string.Join(' ', parse.Tokens.Select(token => token.Value))}";
        MachineDescription machine = MachineDescription.Read();
        ImmutableArray<string> libraries = [.. settings.Rivals.Select(BlasLibrary.Describe)];
        BenchmarkReport Report() => BenchmarkReport.Of(log, settings, machine, libraries, commandLine);

        BenchmarkProgress progress = new(configuration.Error, configuration.IsErrorTerminal, problems.Count);
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
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Report().WriteTo(folder);
            configuration.Error.WriteLine($"sdpkit: cancelled; the tables in {folder} hold what is finished, and --resume goes on from there");
            return ExitCode.Cancelled;
        }

        WriteSummary(Report(), folder, configuration.Output);
        return ExitCode.Success;
    }

    private static void WriteSummary(BenchmarkReport report, string folder, TextWriter output)
    {
        BenchmarkSummary summary = BenchmarkSummary.Of(report.Problems);
        void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

        Write($"{report.Problems.Length} problems, {report.Problems.Length - summary.Unsolved.Length} with an answer of SdpKit that counts");
        if (summary.Overall.Process.Value is { } processMean)
        {
            Write($"best rival / SdpKit as whole processes, geometric mean of {summary.Overall.Process.Count}: {processMean:F2}");
            if (summary.Overall.Solve.Value is { } solveMean)
            {
                Write($"the same of their solves alone, of {summary.Overall.Solve.Count}: {solveMean:F2}");
            }

            Write($"slower than the best rival: {summary.Slower.Length}; over 1 s and at less than half its speed: {summary.FarSlower.Length}");
        }

        Write($"tables and pictures: {folder}");
    }

    private static IReadOnlyList<BenchmarkProblem> FindProblems(string folder, string? filter)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: the folder does not exist; expected one with .dat-s files");
        }

        IReadOnlyList<BenchmarkProblem> problems = BenchmarkProblem.Find(folder, filter);
        return problems.Count > 0
            ? problems
            : throw new InputException($"{folder}: found no .dat-s or .dat-s.gz file{(filter is null ? "" : $" whose name matches {filter}")}");
    }

    private static ResultLog OpenLog(string folder, bool resume)
    {
        string file = Path.Combine(folder, "results.jsonl");
        if (File.Exists(file) && !resume)
        {
            throw new InputException($"{file}: the file holds results already; give --resume to go on with them, or another --out");
        }

        try
        {
            Directory.CreateDirectory(folder);
            return resume ? ResultLog.Resume(file) : ResultLog.Create(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out: the results cannot be kept in {folder} ({OneLine.Of(error.Message)})", error);
        }
    }

    private static Option<string[]> CreateRivalNames()
    {
        Option<string[]> option = new("--rival") { Description = "Another solver to measure in turns with SdpKit, found on the PATH, or SdpKit with a native BLAS; may be given more than once." };
        return option.AcceptOnlyFromAmong([.. Rivals.Names, .. Rivals.VariantNames]);
    }

    private static Option<TimeSpan?> CreateTimeLimit()
    {
        Option<TimeSpan?> option = CommonOptions.TimeLimit();
        option.Description = "The seconds after which a run is ended; no limit unless given.";
        return option;
    }
}
