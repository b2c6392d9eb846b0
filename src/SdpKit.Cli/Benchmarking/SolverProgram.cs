using System.Diagnostics;
using System.Globalization;
using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents a solver that is measured as a whole process: it reads a .dat-s file, solves, and writes its solution file.</summary>
internal abstract class SolverProgram(string executable)
{
    /// <summary>Gets the name in tables and in the results file.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the version, as the program itself states it.</summary>
    public abstract string Version { get; }

    /// <summary>Gets the file that is run.</summary>
    public string Executable { get; } = executable;

    /// <summary>Makes the command of one run.</summary>
    /// <param name="problemFile">The uncompressed .dat-s file.</param>
    /// <param name="solutionFile">The file that the program shall write.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="scratchFolder">The folder that the program runs in; it may hold parameter files.</param>
    public ProcessStartInfo Command(string problemFile, string solutionFile, int threads, string scratchFolder)
    {
        ProcessStartInfo command = new(Executable, Arguments(problemFile, solutionFile, threads, scratchFolder)) { WorkingDirectory = scratchFolder };

        // All solvers get the same number of threads, whichever BLAS they are linked to.
        string count = threads.ToString(CultureInfo.InvariantCulture);
        command.Environment["OMP_NUM_THREADS"] = count;
        command.Environment["OPENBLAS_NUM_THREADS"] = count;
        command.Environment["MKL_NUM_THREADS"] = count;
        return command;
    }

    /// <summary>Reads a solution file.</summary>
    /// <exception cref="ProblemFormatException">The file is not a solution of this problem.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract SolutionPoint ReadSolution(SdpProblem problem, Stream stream, CancellationToken cancellationToken);

    /// <summary>Reads what the program says about its run.</summary>
    /// <param name="output">All of its standard output.</param>
    public abstract ProgramReport ReadOutput(string output);

    /// <summary>Makes the arguments of one run, without the program.</summary>
    protected abstract IEnumerable<string> Arguments(string problemFile, string solutionFile, int threads, string scratchFolder);

    /// <summary>Runs the program for its version or usage and returns what it printed.</summary>
    protected static string Ask(string executable, params IEnumerable<string> arguments) =>
        MeasuredProcess.Run(new ProcessStartInfo(executable, arguments), TimeSpan.FromSeconds(10), elapsed: null, CancellationToken.None).Output;
}
