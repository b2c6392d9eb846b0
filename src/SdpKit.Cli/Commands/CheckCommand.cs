using System.CommandLine;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>check FILE SOLUTION</c>.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Recomputes the six DIMACS errors of a solution file.");
        command.SetAction(_ => ExitCode.InternalError);
        return command;
    }
}
