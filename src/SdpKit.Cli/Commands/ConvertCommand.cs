using System.CommandLine;
using System.IO.Compression;
using SdpKit.Cli.Input;
using SdpKit.Cli.Options;
using SdpKit.Cli.Output;
using SdpKit.Formats;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>convert FILE OUT</c>.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The problem, as solve reads it." };
    private static readonly Argument<string> Out = new("OUT") { Description = "The file to write: .dat-s or .json, with .gz behind it compressed by gzip." };
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();

    public static Command Create()
    {
        var command = new Command("convert", "Writes a problem in another format.") { File, Out, Quiet };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        ToolConfiguration configuration = ToolConfiguration.Of(parse);
        string path = parse.GetRequiredValue(Out);
        bool isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        string format = Path.GetExtension(isCompressed ? path[..^3] : path);
        bool isSdpa = format.ToUpperInvariant() switch
        {
            ".DAT-S" => true,
            ".JSON" => false,
            _ => throw new InputException($"OUT: found {path}; expected a name that ends with .dat-s, .json, .dat-s.gz or .json.gz"),
        };

        using ResultFile output = ResultFile.Open("OUT", path, parse.GetRequiredValue(File))!;
        ProblemFile file = ProblemInput.Read(configuration, parse.GetRequiredValue(File), cancellationToken).File;
        if (isSdpa && file.Problem.HasQuadratic)
        {
            throw new InputException("OUT: found a .dat-s file for a problem with a quadratic term, which the format cannot hold; expected .json");
        }

        SdpProblem problem = isSdpa ? file.Problem.WithEqualitiesAsInequalities() : file.Problem;
        output.Write(stream => Write(problem, stream, isSdpa, isCompressed, cancellationToken));
        WriteNotes(configuration.Error, parse.GetRequiredValue(File), file);
        if (isSdpa && file.Problem.Equalities.RowCount > 0 && !parse.GetValue(Quiet))
        {
            configuration.Error.WriteLine($"note: {file.Problem.Equalities.RowCount} equalities are written as two inequalities each, in the last block, because .dat-s has no equalities; .json keeps them");
        }

        return ExitCode.Success;
    }

    private static void Write(SdpProblem problem, Stream stream, bool isSdpa, bool isCompressed, CancellationToken cancellationToken)
    {
        if (isCompressed)
        {
            using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            Write(problem, gzip, isSdpa, isCompressed: false, cancellationToken);
        }
        else if (isSdpa)
        {
            SdpaWriter.Write(problem, stream, cancellationToken);
        }
        else
        {
            JsonProblemWriter.Write(problem, stream, cancellationToken);
        }
    }

    /// <summary>Says, also where the user wants quiet, by what the answer for OUT differs from that for FILE.</summary>
    private static void WriteNotes(TextWriter error, string path, ProblemFile file)
    {
        foreach (string warning in file.Warnings)
        {
            error.WriteLine($"{ToolConfiguration.NameOf(path)}: warning: {warning}");
        }

        if (file.ObjectiveFactor != 1.0 || file.ObjectiveOffset != 0.0)
        {
            error.WriteLine(FormattableString.Invariant($"note: the optimal value of FILE is {file.ObjectiveFactor:R} times that of OUT plus {file.ObjectiveOffset:R}"));
        }
    }
}
