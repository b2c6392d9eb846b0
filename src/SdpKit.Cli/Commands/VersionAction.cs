using System.CommandLine;
using System.CommandLine.Invocation;

namespace SdpKit.Cli.Commands;

/// <summary>Prints the version and the vector instructions that this build uses on this machine.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{ToolInformation.Version} {InstructionSet.Name}");
        return ExitCode.Success;
    }
}
