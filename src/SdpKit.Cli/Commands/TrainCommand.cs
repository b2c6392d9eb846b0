using System.CommandLine;
using SdpKit.Cli.Options;
using SdpKit.Cli.Output;
using SdpKit.Cli.Reporting;
using SdpKit.Cli.Training;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;
using SdpKit.Training;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>train</c>.</summary>
internal static class TrainCommand
{
    private static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null };
    private static readonly TrainingOptions Method = new();
    private static readonly TrainingDataOptions Points = new();
    private static readonly Option<NetworkFormat[]> Formats = CreateFormats();
    private static readonly Option<string> Out = new("--out") { Description = "The folder for the network, its certificate and the checkpoint.", HelpName = "FOLDER", DefaultValueFactory = _ => "trained" };
    private static readonly Option<string?> File = new("--options") { Description = "Options as a JSON object, a member each without the dashes; those of the command line come first.", HelpName = "FILE.json" };
    private static readonly Option<string?> Resume = new("--resume") { Description = "Go on with the training of this folder; all other options but --report, --beside, --threads, --json and --quiet are its own.", HelpName = "FOLDER" };
    private static readonly Option<string?> Page = CommonOptions.Report();
    private static readonly Option<string?> Beside = new("--beside") { Description = "The folders of other trainings with the same points, with commas between them, to compare with in the report.", HelpName = "FOLDERS" };
    private static readonly Option<int> Threads = CommonOptions.Threads();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<bool> Quiet = CommonOptions.Quiet();

    /// <summary>Gets the options that the result depends on: a checkpoint keeps them.</summary>
    private static Option[] Lasting => [.. Points.All, .. Method.All, Formats];

    public static Command Create()
    {
        var command = new Command("train", "Trains a neural network, with a small proved Lipschitz bound or without.");
        foreach (Option option in (Option[])[.. Lasting, Out, File, Resume, Page, Beside, Threads, Json, Quiet])
        {
            command.Add(option);
        }

        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult given, CancellationToken cancellationToken)
    {
        ToolConfiguration configuration = ToolConfiguration.Of(given);
        ParseResult parse = given.GetValue(File) is { } file ? WithFile(given, file) : given;
        bool quiet = parse.GetValue(Quiet);
        TextWriter notes = quiet ? TextWriter.Null : configuration.Error;
        TrainingRun run = parse.GetValue(Resume) is { } folder ? Continue(parse, folder, notes, cancellationToken) : Begin(parse, notes, cancellationToken);
        TrainingMember[] others = [.. Others(parse, run)];
        using var page = ResultFile.Open("--report", parse.GetValue(Page), run.Folder.Checkpoint.Path);
        TrainingResult result = run.Execute(configuration, quiet, cancellationToken);

        // Whoever presses Ctrl+C does not wait for attacks on all points.
        bool evaluates = result.Outcome.Status != TrainingStatus.Cancelled;
        page?.Write(stream => TrainingPage.Write(TrainingMember.Compare(run, [TrainingMember.Of(result), .. others], evaluates, cancellationToken), stream));
        var report = new TrainingReport(result);
        configuration.Print(report, asJson: parse.GetValue(Json));

        report.WriteNote(configuration.Error);
        return result.Outcome.Status switch
        {
            TrainingStatus.Cancelled => ExitCode.Cancelled,
            TrainingStatus.Diverged or TrainingStatus.NoProgress => ExitCode.NotSolved,
            TrainingStatus.Completed when result.Certificate is not null => ExitCode.Success,
            _ => ExitCode.Refused,
        };
    }

    private static TrainingRun Begin(ParseResult parse, TextWriter notes, CancellationToken cancellationToken)
    {
        (TrainingPlan plan, TrainingData data) = Read(parse, parse.GetValue(Threads), notes, cancellationToken);
        RunFolder folder = RunFolder.Create(parse.GetRequiredValue(Out));
        var from = new TrainingState
        {
            Arguments = [.. OptionTokens.Given(parse, Lasting).SelectMany(given => Points.IsFile(given.Option, given.Words[^1]) ? [given.Words[0], Path.GetFullPath(given.Words[^1])] : given.Words)],
            DataDigest = data.Digest(),
            Scaling = plan.Scaling,
            Network = plan.Start,
        };
        folder.Checkpoint.Write(from);
        return new TrainingRun(plan, data, folder, FormatsOf(parse), from);
    }

    private static TrainingRun Continue(ParseResult parse, string path, TextWriter notes, CancellationToken cancellationToken)
    {
        if (OptionTokens.Given(parse, [.. Lasting, Out]).FirstOrDefault() is { Option: { } option })
        {
            throw new InputException($"{option.Name}: found together with --resume, expected the options that the training was started with");
        }

        RunFolder folder = RunFolder.Open(path);
        TrainingState from = folder.Checkpoint.Read();
        ParseResult before = Parse(from.Arguments, folder.Checkpoint.Path, parse.CommandResult.Command);
        (TrainingPlan plan, TrainingData data) = Read(before, parse.GetValue(Threads), notes, cancellationToken);
        return data.Digest() == from.DataDigest
            ? new TrainingRun(plan, data, folder, FormatsOf(before), from)
            : throw new InputException($"--resume: found other points than those that the training in {path} was started with");
    }

    /// <summary>Reads the trainings to compare with.</summary>
    private static IEnumerable<TrainingMember> Others(ParseResult parse, TrainingRun run)
    {
        string? folders = parse.GetValue(Beside);
        return folders is null ? []
            : parse.GetValue(Page) is null ? throw new InputException("--beside: found without --report, expected both")
            : folders.Split(',').Select(folder => TrainingMember.Read(RunFolder.Open(folder), run));
    }

    private static (TrainingPlan Plan, TrainingData Data) Read(ParseResult parse, int threads, TextWriter notes, CancellationToken cancellationToken)
    {
        Network start = Method.ReadStart(parse);
        (TrainingData data, Loss loss) = Points.Read(parse, start, parse.GetValue(Method.Seed), notes, cancellationToken);
        DataScaling scaling = Method.ReadScaling(parse, data);
        return (Method.ReadPlan(parse, start.WithClassNames(data.ClassNames), loss, scaling, data.Training.Count, threads), data);
    }

    /// <summary>Adds the options of a file to those of the command line.</summary>
    private static ParseResult WithFile(ParseResult given, string path)
    {
        Option[] options = [.. Lasting, Out, Page, Beside, Threads, Json, Quiet];
        var words = OptionTokens.Given(given, [.. options, Resume]).ToDictionary(word => word.Option, word => word.Words);
        foreach ((Option option, string[] fromFile) in OptionFile.Read(ToolConfiguration.Of(given), path, options))
        {
            words.TryAdd(option, fromFile);
        }

        return Parse(words.Values.SelectMany(word => word), ToolConfiguration.NameOf(path), given.CommandResult.Command);
    }

    private static ParseResult Parse(IEnumerable<string> words, string source, Command command)
    {
        ParseResult parse = command.Parse([.. words], Plain);
        return parse.Errors.Count == 0 ? parse : throw new InputException($"{source}: {parse.Errors[0].Message}");
    }

    private static NetworkFormat[] FormatsOf(ParseResult parse) => parse.GetRequiredValue(Formats) is { Length: > 0 } formats ? formats : [NetworkFormat.Json];

    private static Option<NetworkFormat[]> CreateFormats() => new("--formats")
    {
        Description = "The formats to save the network in, with commas between them: json (alone unless given), safetensors, npz or onnx.",
        HelpName = "LIST",
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => [],
        CustomParser = result => NumberOption.ParseList(result, "--formats", "json, safetensors, npz or onnx with commas between them", ParseFormat) ?? [],
    };

    private static NetworkFormat? ParseFormat(string text)
    {
        string[] names = [.. Enum.GetValues<NetworkFormat>().Select(format => format.ToString().ToLowerInvariant())];
        return Array.IndexOf(names, text) is >= 0 and var index ? Enum.GetValues<NetworkFormat>()[index] : null;
    }
}
