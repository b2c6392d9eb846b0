using System.Globalization;
using System.Text.Json;
using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Runs this very program's <c>solve</c> as a process of its own, at its default tolerance.</summary>
/// <param name="blas">The library that large dense operations are left to, or null for none.</param>
internal sealed class SdpKitProgram(string? blas = null) : SolverProgram(Environment.ProcessPath!)
{
    private const string OwnName = "sdpkit";

    /// <summary>Gets the library that large dense operations are left to, or null for none.</summary>
    public string? Blas => blas;

    /// <inheritdoc/>
    public override string Name => blas is null ? OwnName : $"{OwnName}+{blas}";

    /// <summary>Gets the version with the solver's build, so that a resumed table never mixes the runs of two builds.</summary>
    public override string Version { get; } = $"{ToolInformation.Version} build {typeof(SdpSolver).Module.ModuleVersionId.ToString("N")[..8]}";

    /// <summary>Says whether a solver's name is that of SdpKit, with whatever library: it has a column, but is no rival of itself.</summary>
    public static bool IsOwn(string name) => name.StartsWith(OwnName, StringComparison.Ordinal);

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
            .. blas is null ? (string[])[] : ["--blas", blas],
        ];
        bool hosted = Path.GetFileNameWithoutExtension(Executable) == "dotnet";
        return hosted ? [Path.Combine(AppContext.BaseDirectory, $"{typeof(SdpKitProgram).Assembly.GetName().Name}.dll"), .. solve] : solve;
    }
}
