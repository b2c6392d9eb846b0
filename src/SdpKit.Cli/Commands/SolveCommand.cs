using System.CommandLine;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>solve FILE</c>.</summary>
internal static class SolveCommand
{
    public static Command Create()
    {
        var command = new Command("solve", "Solves a semidefinite program from a file.");
        command.SetAction(_ => ExitCode.InternalError);
        return command;
    }
}
