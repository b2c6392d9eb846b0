using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SdpKit.Cli.Commands;

/// <summary>Prints the help of a command, and below it a command line to try.</summary>
internal sealed class HelpWithExample(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["solve"] = "sdpkit solve problem.dat-s --out solution.txt",
        ["check"] = "sdpkit check problem.dat-s solution.txt",
        ["convert"] = "sdpkit convert problem.cbf problem.dat-s",
        ["certify"] = "sdpkit certify network.onnx --certificate certificate.json --report report.html",
        ["verify"] = "sdpkit verify certificate.json network.onnx",
        ["train"] = "sdpkit train --data iris.csv --layers 4-16-3 --method enforce --bound 5 --out trained",
        ["tour"] = "sdpkit tour",
        ["evaluate"] = "sdpkit evaluate network.safetensors --data test.csv --report evaluation.html",
        ["bench"] = "sdpkit bench sdplib --rival csdp --threads 2 --out results",
        ["completion"] = "sdpkit completion bash >> ~/.bashrc",
    };

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = help.Invoke(parseResult);
        string command = parseResult.CommandResult.Command.Name;
        parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {Examples.GetValueOrDefault(command, Examples["solve"])}\n");
        return exitCode;
    }
}
