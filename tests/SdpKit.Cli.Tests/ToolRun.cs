using System.Text;
using System.Text.Json;

namespace SdpKit.Cli.Tests;

/// <summary>Represents what one command line did, run in this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static Task<ToolRun> OfAsync(params string[] arguments) => WithInputAsync("", arguments);

    public static async Task<ToolRun> WithInputAsync(string input, params string[] arguments) =>
        await WithStreamAsync(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), arguments);

    public static async Task<ToolRun> WithStreamAsync(Func<Stream> openInput, string[] arguments, CancellationToken cancellationToken = default)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exitCode = await Tool.RunAsync(arguments, new ToolConfiguration { Output = output, Error = error, OpenInput = openInput }, cancellationToken);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Checks that the command refused its input in one line, and returns the line.</summary>
    public string Refusal()
    {
        Assert.Equal(Cli.ExitCode.BadInput, ExitCode);
        Assert.Empty(Output);
        string line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("sdpkit: ", line, StringComparison.Ordinal);
        return line;
    }

    /// <summary>Checks that the output is one JSON object and nothing else, and returns it.</summary>
    public JsonElement Json()
    {
        using JsonDocument document = JsonDocument.Parse(Output);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        Assert.NotEmpty(document.RootElement.GetProperty("version").GetString()!);
        Assert.Contains(document.RootElement.GetProperty("instructionSet").GetString(), new[] { "Vector512", "Vector256", "Vector128", "Scalar" });
        return document.RootElement.Clone();
    }
}
