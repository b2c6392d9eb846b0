using System.CommandLine;
using SdpKit.Cli.Input;
using SdpKit.Cli.Options;
using SdpKit.Cli.Output;
using SdpKit.Formats;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>solve FILE</c>.</summary>
internal static class SolveCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "The problem: .dat-s or .dat (SDPA), JSON, .cbf or SeDuMi's .mat, also compressed by gzip; - reads standard input.",
    };

    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();
    private static readonly Option<double> Tolerance = CommonOptions.Tolerance();
    private static readonly Option<int> Threads = CommonOptions.Threads();
    private static readonly Option<TimeSpan?> TimeLimit = CommonOptions.TimeLimit();
    private static readonly Option<int> MaxIterations = CommonOptions.MaxIterations();
    private static readonly Option<string?> Blas = new("--blas")
    {
        Description = "Leave large dense operations to a native library: openblas, mkl, or a library's name or path.",
        HelpName = "NAME|PATH",
    };

    private static readonly Option<string?> Out = new("--out") { Description = "Write x, X and Y to this file.", HelpName = "FILE" };
    private static readonly Option<string> Format = CreateFormat();

    public static Command Create()
    {
        var command = new Command("solve", "Solves a semidefinite program from a file.")
        {
            File, Json, Out, Format, Tolerance, Threads, TimeLimit, MaxIterations, Blas, Quiet,
        };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        ToolConfiguration configuration = ToolConfiguration.Of(parse);
        bool quiet = parse.GetValue(Quiet);
        string file = parse.GetRequiredValue(File);
        string? outPath = parse.GetValue(Out);
        bool csdp = parse.GetValue(Format) == "csdp";
        DenseBackend? backend = BackendInput.Load(parse.GetValue(Blas));
        (ProblemFile content, TimeSpan readTime) = ProblemInput.Read(configuration, file, cancellationToken);
        SdpProblem problem = content.Problem;
        if (outPath is not null && csdp && problem.Equalities.RowCount > 0)
        {
            throw new InputException("--format: found 'csdp', which has no place for the multipliers of equalities; expected sdpa for this problem");
        }

        using var solutionFile = ResultFile.Open("--out", outPath, file);
        var settings = new SolverSettings
        {
            Tolerance = parse.GetValue(Tolerance),
            Threads = parse.GetValue(Threads),
            MaxIterations = parse.GetValue(MaxIterations),
            TimeLimit = parse.GetValue(TimeLimit) ?? Timeout.InfiniteTimeSpan,
            Backend = backend,
        };
        SdpSolution solution = quiet
            ? SdpSolver.Solve(problem, settings, cancellationToken: cancellationToken)
            : IterationDisplay.Show(configuration, progress => SdpSolver.Solve(problem, settings, progress, cancellationToken));

        solutionFile?.Write(stream => Write(SolutionPoint.From(solution), stream, settings.Threads, csdp));
        var report = new SolveReport(content, solution, readTime);
        configuration.Print(report, asJson: parse.GetValue(Json));

        if (!quiet)
        {
            WriteAdvice(configuration.Error, solution, outPath);
        }

        return solution.Status switch
        {
            SolveStatus.Optimal or SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible => ExitCode.Success,
            SolveStatus.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.NotSolved,
        };
    }

    private static void Write(SolutionPoint point, Stream stream, int threads, bool csdp)
    {
        if (csdp)
        {
            CsdpSolutionFormat.Write(point, stream, threads);
        }
        else
        {
            SdpaSolutionFormat.Write(point, stream, threads);
        }
    }

    private static void WriteAdvice(TextWriter error, SdpSolution solution, string? outPath)
    {
        string? advice = solution.Status switch
        {
            SolveStatus.Cancelled => "cancelled; run the same command again for a whole solve",
            SolveStatus.IterationLimit => "the iteration limit was reached; --max-iterations raises it",
            SolveStatus.TimeLimit => "the time limit was reached; --time-limit raises it",
            _ => null,
        };
        if (advice is not null)
        {
            string kept = outPath is null ? "(--out FILE keeps it)" : $"kept in {outPath}";
            string check = solution.Errors is null ? "; there was no time to check it, which `sdpkit check` does" : "";
            error.WriteLine($"{advice}; the result is the best iterate, {kept}{check}");
        }
    }

    private static Option<string> CreateFormat()
    {
        var format = new Option<string>("--format") { Description = "The format of --out.", DefaultValueFactory = _ => "sdpa" };
        return format.AcceptOnlyFromAmong("sdpa", "csdp");
    }
}
