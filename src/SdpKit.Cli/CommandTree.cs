using System.CommandLine;
using System.CommandLine.Help;
using SdpKit.Cli.Commands;

namespace SdpKit.Cli;

/// <summary>Knows the commands, and parses a command line with as few of them as it takes.</summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("tour", TourCommand.Create),
        ("solve", SolveCommand.Create),
        ("check", CheckCommand.Create),
        ("convert", ConvertCommand.Create),
        ("certify", CertifyCommand.Create),
        ("verify", VerifyCommand.Create),
        ("train", TrainCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("bench", BenchCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <summary>Parses a command line.</summary>
    public static ParseResult Parse(string[] arguments) => ParseWithOne(arguments) ?? ParseWithAll(arguments);

    /// <summary>Parses with nothing but the command that is named first: a third of the time that all take. Null where that does not make sense or asks for help.</summary>
    public static ParseResult? ParseWithOne(string[] arguments)
    {
        if (arguments is not [string first, ..] || Array.Find(Commands, command => command.Name == first) is not { Create: { } create })
        {
            return null;
        }

        var help = new Option<bool>("--help", "-h", "/h", "-?", "/?") { Recursive = true };
        ParseResult parse = Parse(new Command("sdpkit") { create(), help }, arguments);
        return parse.Errors.Count == 0 && parse.GetResult(help) is null or { Implicit: true } ? parse : null;
    }

    /// <summary>Parses with all that the tool knows, help and the words for what is wrong included.</summary>
    public static ParseResult ParseWithAll(string[] arguments)
    {
        var root = new RootCommand("Solves semidefinite programs, proves Lipschitz bounds of neural networks, and trains networks with a small one.");
        foreach ((_, Func<Command> create) in Commands)
        {
            root.Add(create());
        }

        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!);
        return Parse(root, arguments);
    }

    private static ParseResult Parse(Command root, string[] arguments) => root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
}
