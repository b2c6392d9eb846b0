using System.ComponentModel;
using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Measures one run of a solver's program and checks the solution file that it leaves.</summary>
internal static class ProgramRun
{
    /// <summary>Runs the program; reading and checking its solution is not its time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program has been ended.</exception>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static MeasuredRun Measure(
        SolverProgram program,
        LoadedProblem problem,
        int threads,
        int repeat,
        TimeSpan? limit,
        Action<TimeSpan> elapsed,
        CancellationToken cancellationToken)
    {
        // Reading the problem first also puts the file into the system's cache, for all solvers alike.
        SdpProblem data = problem.Problem;
        string solutionFile = Path.Combine(problem.ScratchFolder, $"{program.Name}.solution");
        double? load = LoadAverage.Read();
        DateTimeOffset startedAt = DateTimeOffset.UtcNow;
        MeasuredProcess process = MeasuredProcess.Run(
            program.Command(problem.PlainFile, solutionFile, threads, problem.ScratchFolder), limit, elapsed, cancellationToken);
        ProgramReport report = program.ReadOutput(process.Output);
        MeasuredRun run = new()
        {
            Problem = problem.Name,
            Solver = program.Name,
            Version = program.Version,
            Threads = threads,
            Repeat = repeat,
            VariableCount = data.VariableCount,
            MatrixOrder = data.Blocks.Sum(block => (long)block.Order),
            Outcome = process.TimedOut ? RunOutcome.TimeLimit : RunOutcome.Failed,
            WallSeconds = process.WallTime.TotalSeconds,
            LimitSeconds = limit?.TotalSeconds,
            SolveSeconds = report.SolveSeconds,
            Iterations = report.Iterations,
            Phases = report.Phases,
            PeakMemoryBytes = report.PeakMemoryBytes ?? process.PeakMemoryBytes,
            Status = report.Status,
            LoadAverage = load,
            StartedAt = startedAt,
        };

        if (process.TimedOut)
        {
            return run;
        }

        if (new FileInfo(solutionFile) is not { Exists: true, Length: > 0 })
        {
            string said = (process.ErrorOutput + process.Output).Trim().Split('\n')[^1];
            return run with { Note = $"no solution file; exit code {process.ExitCode}: {said}" };
        }

        try
        {
            using FileStream stream = File.OpenRead(solutionFile);
            return CheckedAnswer.Of(data, program.ReadSolution(data, stream, cancellationToken), cancellationToken).AddTo(run);
        }
        catch (ProblemFormatException error)
        {
            return run with { Note = OneLine.Of(error.Message) };
        }
        finally
        {
            // The next run must not find it, and of the largest problems it takes gigabytes.
            File.Delete(solutionFile);
        }
    }
}
