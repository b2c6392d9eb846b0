using System.Globalization;
using System.Text.RegularExpressions;
using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Runs CSDP (B. Borchers) with its default parameters: the scratch folder holds no param.csdp.</summary>
/// <remarks>CSDP states the time of its solve only where it was compiled with USEGETTIME; Debian's was not.</remarks>
internal sealed partial class CsdpProgram(string executable) : SolverProgram(executable)
{
    /// <inheritdoc/>
    public override string Name => "csdp";

    /// <inheritdoc/>
    public override string Version { get; } = FirstVersion().Match(Ask(executable)).Value;

    /// <inheritdoc/>
    public override SolutionPoint ReadSolution(SdpProblem problem, Stream stream, CancellationToken cancellationToken) =>
        CsdpSolutionFormat.Read(problem, stream, $"{Name}'s solution", cancellationToken);

    /// <inheritdoc/>
    public override ProgramReport ReadOutput(string output)
    {
        string? iteration = Iteration().Matches(output).LastOrDefault()?.Groups[1].Value;
        string? status = Ending().Match(output) is { Success: true } ending ? ending.Value.Trim() : null;
        Match time = TotalTime().Match(output);
        return new ProgramReport(
            status,
            iteration is null ? null : int.Parse(iteration, CultureInfo.InvariantCulture),
            time.Success ? double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture) : null);
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments(string problemFile, string solutionFile, int threads, string scratchFolder) =>
        [problemFile, solutionFile];

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex FirstVersion();

    [GeneratedRegex(@"^Iter: *(\d+) ", RegexOptions.Multiline)]
    private static partial Regex Iteration();

    [GeneratedRegex(@"^(Success|Partial Success|Failure):.*", RegexOptions.Multiline)]
    private static partial Regex Ending();

    [GeneratedRegex(@"^Total time: *(\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex TotalTime();
}
