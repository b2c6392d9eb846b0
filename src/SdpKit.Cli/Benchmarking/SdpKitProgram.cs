using System.Globalization;
using System.Text.Json;
using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Runs this very program's <c>solve</c> as a process of its own, at its default tolerance.</summary>
internal sealed class SdpKitProgram() : SolverProgram(Environment.ProcessPath!)
{
    /// <inheritdoc/>
    public override string Name => "sdpkit";

    /// <summary>Gets the version with the solver's build, so that a resumed table never mixes the runs of two builds.</summary>
    public override string Version { get; } = $"{ToolInformation.Version} build {typeof(SdpSolver).Module.ModuleVersionId.ToString("N")[..8]}";

    /// <inheritdoc/>
    public override SolutionPoint ReadSolution(SdpProblem problem, Stream stream, CancellationToken cancellationToken) =>
        CsdpSolutionFormat.Read(problem, stream, $"{Name}'s solution", cancellationToken);

    /// <inheritdoc/>
    public override ProgramReport ReadOutput(string output)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(output);
            JsonElement root = document.RootElement;
            return new ProgramReport(
                root.GetProperty("status").GetString(),
                root.GetProperty("iterations").GetInt32(),
                root.GetProperty("solveSeconds").GetDouble(),
                root.GetProperty("peakMemoryBytes").GetInt64(),
                root.GetProperty("phases").EnumerateObject().ToDictionary(phase => phase.Name, phase => phase.Value.GetDouble()));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new ProgramReport(null, null);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments(string problemFile, string solutionFile, int threads, string scratchFolder)
    {
        string[] solve =
        [
            "solve", problemFile, "--json", "--quiet", "--threads", threads.ToString(CultureInfo.InvariantCulture), "--out", solutionFile, "--format", "csdp",
        ];
        bool hosted = Path.GetFileNameWithoutExtension(Executable) == "dotnet";
        return hosted ? [Path.Combine(AppContext.BaseDirectory, $"{typeof(SdpKitProgram).Assembly.GetName().Name}.dll"), .. solve] : solve;
    }
}
