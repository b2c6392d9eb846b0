using SdpKit.Cli.Benchmarking;
using SdpKit.Formats;

namespace SdpKit.Cli.Tests.Benchmarking;

/// <summary>Stands for a solver: a shell script that finds the problem in $1 and writes a CSDP solution to $2.</summary>
/// <remarks>It claims a solve so long that none inside this process is asked for, unless told otherwise.</remarks>
internal sealed class ScriptedProgram(string name, string script, double solveSeconds = 100.0) : SolverProgram("/bin/sh")
{
    /// <summary>The problem: minimize 2x subject to x >= 1 (as a 1 x 1 block), with the optimum 2.</summary>
    public const string Problem = "1\n1\n1\n2\n0 1 1 1 1\n1 1 1 1 1\n";

    /// <summary>A script that writes the solution x = 1, X = 0, Y = 2.</summary>
    public const string Solve = "printf '1\\n2 1 1 1 2\\n' > $2";

    /// <summary>A script that writes a wrong solution.</summary>
    public const string SolveWrongly = "printf '1.5\\n2 1 1 1 2\\n' > $2";

    public override string Name => name;

    public override string Version => "1.0";

    public override SolutionPoint ReadSolution(SdpProblem problem, Stream stream, CancellationToken cancellationToken) =>
        CsdpSolutionFormat.Read(problem, stream, name, cancellationToken);

    public override ProgramReport ReadOutput(string output) => new(output.Trim(), 3, solveSeconds);

    protected override IEnumerable<string> Arguments(string problemFile, string solutionFile, int threads, string scratchFolder) =>
        ["-c", script, "sh", problemFile, solutionFile];
}
