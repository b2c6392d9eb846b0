using SdpKit.Formats;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Measures the solvers problem by problem, taking turns, and takes from the results file what it holds already.</summary>
internal sealed class BenchmarkSession(BenchmarkSettings settings, ResultLog log, BenchmarkProgress progress)
{
    /// <summary>Measures what is missing for one problem.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the finished runs are in the results file.</exception>
    /// <exception cref="ProblemFormatException">The file is not a problem.</exception>
    public void Measure(BenchmarkProblem problem, CancellationToken cancellationToken)
    {
        using LoadedProblem loaded = new(problem);
        HashSet<SolverProgram> repeated = [settings.SdpKit, .. settings.Rivals];
        for (int repeat = 0; repeat < settings.Repeats && repeated.Count > 0; repeat++)
        {
            if (repeated.Contains(settings.SdpKit))
            {
                MeasuredRun run = Run(settings.SdpKit, loaded, repeat, settings.TimeLimit, cancellationToken);
                if (run.SolveSeconds < BenchmarkSettings.ColdSolveSeconds)
                {
                    run = RunInProcess(loaded, repeat, cancellationToken);
                }

                if (run.WallSeconds >= BenchmarkSettings.ShortRunSeconds)
                {
                    repeated.Remove(settings.SdpKit);
                }
            }

            double? fastest = null;
            foreach (SolverProgram rival in settings.Rivals.Where(repeated.Contains))
            {
                MeasuredRun run = Run(rival, loaded, repeat, settings.RivalLimit(fastest), cancellationToken);
                fastest = run.Counts() && !SdpKitProgram.IsOwn(run.Solver) && !(run.WallSeconds > fastest) ? run.WallSeconds : fastest;
                if (run.WallSeconds >= BenchmarkSettings.ShortRunSeconds)
                {
                    repeated.Remove(rival);
                }
            }
        }
    }

    private MeasuredRun Run(SolverProgram program, LoadedProblem problem, int repeat, TimeSpan? limit, CancellationToken cancellationToken) =>
        Known(problem, program.Name, program.Version, repeat, limit)
        ?? Measured(problem, program.Name, () => ProgramRun.Measure(program, problem, settings.Threads, repeat, limit, progress.Running, cancellationToken));

    private MeasuredRun RunInProcess(LoadedProblem problem, int repeat, CancellationToken cancellationToken) =>
        Known(problem, InProcessRun.Solver, settings.SdpKit.Version, repeat, limit: null)
        ?? Measured(problem, InProcessRun.Solver, () => InProcessRun.Measure(settings.SdpKit.Version, problem, settings.Threads, repeat, cancellationToken));

    private MeasuredRun? Known(LoadedProblem problem, string solver, string version, int repeat, TimeSpan? limit) =>
        log.Find(problem.Name, solver, version, settings.Threads, repeat, limit?.TotalSeconds);

    private MeasuredRun Measured(LoadedProblem problem, string solver, Func<MeasuredRun> measure)
    {
        progress.Starting(problem.Name, solver);
        MeasuredRun run = measure();
        log.Add(run);
        progress.Ended(run);
        return run;
    }
}
