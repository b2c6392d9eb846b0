using System.Globalization;
using System.Text.RegularExpressions;
using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Runs SDPA 7 with its default parameters, except that the solution is printed in full: four digits are its default.</summary>
internal sealed partial class SdpaProgram(string executable) : SolverProgram(executable)
{
    // The values of the param.sdpa that the program is shipped with; the last four lines are printf formats of x, X, Y and the objectives.
    private const string Parameters = """
        100     unsigned int maxIteration;
        1.0E-7  double 0.0 < epsilonStar;
        1.0E2   double 0.0 < lambdaStar;
        2.0     double 1.0 < omegaStar;
        -1.0E5  double lowerBound;
        1.0E5   double upperBound;
        0.1     double 0.0 <= betaStar <  1.0;
        0.2     double 0.0 <= betaBar  <  1.0, betaStar <= betaBar;
        0.9     double 0.0 < gammaStar  <  1.0;
        1.0E-7  double 0.0 < epsilonDash;
        %+.16e  char*  xPrint
        %+.16e  char*  XPrint
        %+.16e  char*  YPrint
        %+.16e  char*  infPrint

        """;

    /// <inheritdoc/>
    public override string Name => "sdpa";

    /// <inheritdoc/>
    public override string Version { get; } = FirstVersion().Match(Ask(executable, "--version")).Value;

    /// <inheritdoc/>
    public override SolutionPoint ReadSolution(SdpProblem problem, Stream stream, CancellationToken cancellationToken) =>
        SdpaSolutionFormat.Read(problem, stream, $"{Name}'s solution", cancellationToken);

    /// <inheritdoc/>
    public override ProgramReport ReadOutput(string output)
    {
        Match phase = Phase().Match(output);
        Match iteration = Iteration().Match(output);
        Match time = MainLoopTime().Match(output);
        return new ProgramReport(
            phase.Success ? phase.Groups[1].Value : null,
            iteration.Success ? int.Parse(iteration.Groups[1].Value, CultureInfo.InvariantCulture) : null,
            time.Success ? double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture) : null);
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments(string problemFile, string solutionFile, int threads, string scratchFolder)
    {
        string parameterFile = Path.Combine(scratchFolder, "param.sdpa");
        File.WriteAllText(parameterFile, Parameters);
        return ["-ds", problemFile, "-o", solutionFile, "-p", parameterFile, "-numThreads", threads.ToString(CultureInfo.InvariantCulture)];
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex FirstVersion();

    [GeneratedRegex(@"^phase\.value *= *(\w+)", RegexOptions.Multiline)]
    private static partial Regex Phase();

    [GeneratedRegex(@"^ *Iteration *= *(\d+)", RegexOptions.Multiline)]
    private static partial Regex Iteration();

    [GeneratedRegex(@"^ *main loop time *= *(\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex MainLoopTime();
}
