using System.CommandLine;
using SdpKit.Cli.Options;
using SdpKit.Cli.Touring;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>tour</c>: the whole story on built-in data.</summary>
internal static class TourCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "The folder for the networks, their certificates and the report.", HelpName = "FOLDER", DefaultValueFactory = _ => "sdpkit-tour" };
    private static readonly Option<int> Threads = CommonOptions.Threads();

    public static Command Create()
    {
        var command = new Command("tour", "Trains a small network plainly and with a proved bound, certifies and verifies both, and writes a report.") { Out, Threads };
        command.SetAction((parse, cancellationToken) => Task.FromResult(
            new Tour(parse.GetRequiredValue(Out), parse.GetValue(Threads), ToolConfiguration.Of(parse).Output).Run(cancellationToken) ? ExitCode.Success : ExitCode.Refused));
        return command;
    }
}
