using System.CommandLine;
using System.Globalization;
using SdpKit.Cli.Input;
using SdpKit.Cli.Options;
using SdpKit.Cli.Output;
using SdpKit.Formats;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>check FILE SOLUTION</c>.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The problem, as solve reads it." };

    private static readonly Argument<string> Solution = new("SOLUTION")
    {
        Description = "The solution, written by sdpkit, SDPA or CSDP; the format is recognized.",
    };

    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<double> Tolerance = CommonOptions.Tolerance();

    public static Command Create()
    {
        var command = new Command("check", "Recomputes the six DIMACS errors of a solution file, without the solver.") { File, Solution, Json, Tolerance };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        ToolConfiguration configuration = ToolConfiguration.Of(parse);
        string file = parse.GetRequiredValue(File);
        string solutionFile = parse.GetRequiredValue(Solution);
        if (file == "-" && solutionFile == "-")
        {
            throw new InputException("FILE and SOLUTION: found - for both, expected a file for one of them");
        }

        ProblemFile content = ProblemInput.Read(configuration, file, cancellationToken).File;
        SdpProblem problem = content.Problem;
        ThrowIfTooLarge(problem);
        using Stream stream = configuration.Open(solutionFile);
        string name = ToolConfiguration.NameOf(solutionFile);
        SolutionPoint point = SolutionReader.Read(problem, stream, name, cancellationToken);
        if (point.EqualityMultipliers.Length != problem.Equalities.RowCount)
        {
            throw new InputException($"{name}: found no vVec section; expected the multipliers of the problem's {problem.Equalities.RowCount} equalities");
        }

        CheckReport report = CheckReport.Of(problem, point, parse.GetValue(Tolerance), cancellationToken) with { Notes = content.Warnings };
        configuration.Print(report, asJson: parse.GetValue(Json));

        return report.Status switch
        {
            SolveStatus.Optimal or SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible => ExitCode.Success,
            SolveStatus.NearOptimal => ExitCode.NotSolved,
            _ => ExitCode.Refused,
        };
    }

    /// <summary>Refuses, before any of it is allocated, a problem whose X, Y and factor do not fit.</summary>
    private static void ThrowIfTooLarge(SdpProblem problem)
    {
        double doubles = 0.0;
        foreach (SdpBlock block in problem.Blocks)
        {
            if (block.StoredLength > Array.MaxLength)
            {
                throw new InputException($"The problem has a block of order {block.Order}; expected at most 46340, which is what a dense block can hold");
            }

            doubles += 2.5 * block.StoredLength;
        }

        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (doubles * sizeof(double) > available)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"The solution needs about {doubles * sizeof(double) / (1 << 20):F0} MiB; {available >> 20} MiB are available"));
        }
    }
}
