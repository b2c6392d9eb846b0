using System.Collections.Immutable;
using SdpKit.HighPrecision;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.Reporting;
using SdpKit.SchurSystem;

namespace SdpKit;

/// <summary>Solves semidefinite programs by a primal-dual interior-point method.</summary>
/// <remarks>Stateless and reentrant: any number of solves may run at once in one process, and each gives the same bits as if it ran alone.</remarks>
public static class SdpSolver
{
    /// <summary>Finds out now what solving a problem takes, for use in any number of solves that differ in c, F_0 and b.</summary>
    /// <remarks>
    /// What is found of the coefficient matrices F_1..F_m, of A and of Q (dependencies, the form that each is worked with, how the Schur complement is formed, its pattern
    /// and ordering) stays with the problem returned and with what its methods <see cref="SdpProblem.WithObjective"/>, <see cref="SdpProblem.WithConstant"/> and
    /// <see cref="SdpProblem.WithEqualityRightHandSide"/> make of it. A solve of these gives the same bits as without, and any values are allowed; what they make untrue
    /// (an F_0 with entries where no other matrix has any may join blocks) is found out again. Takes memory of about the size of the data.
    /// </remarks>
    /// <param name="problem">The problem; its c, F_0 and b should be typical of those to come.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The same problem, with what was found. Immutable and thread-safe like any.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is null.</exception>
    /// <exception cref="InsufficientMemoryException">Not even the answer would fit into the memory that is free.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SdpProblem Prepare(SdpProblem problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        MemoryEstimate.OfData(problem).ThrowIfAbove(limit: null);
        return problem.With(Analyze(problem, cancellationToken).Analysis);
    }

    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="settings">The settings; null for the defaults.</param>
    /// <param name="progress">Receives one report an iteration, on the calling thread; null for none.</param>
    /// <param name="cancellationToken">Ends the solve within 0.2 s, plus the seconds that it takes to copy X and Y out where these have gigabytes; the best iterate is returned with <see cref="SolveStatus.Cancelled"/>, no exception is thrown.</param>
    /// <returns>The best iterate, its status and its checked errors.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is null.</exception>
    /// <exception cref="InsufficientMemoryException">The estimate of the memory needed is above <see cref="SolverSettings.MemoryLimit"/>; nothing was allocated.</exception>
    public static SdpSolution Solve(
        SdpProblem problem,
        SolverSettings? settings = null,
        IProgress<IterationReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        settings ??= new SolverSettings();
        var timer = new PhaseTimer();
        MemoryEstimate.OfData(problem).ThrowIfAbove(settings.MemoryLimit);
        using var stop = new StopSignal(settings, cancellationToken);
        var log = settings.Log is null ? null : new SolveLog(settings.Log);
        ImmutableArray<string> notes = [];
        SdpSolution solution;
        try
        {
            timer.Enter(Phase.Presolve);
            PresolvedProblem presolved = Analyze(problem, stop.Token);
            timer.Enter(Phase.Other);
            notes = presolved.Notes;
            log?.Start(presolved.Reduced, notes);
            solution = presolved.Ray is { } ray
                ? Proved(problem, ray, notes, stop)
                : Iterate(problem, presolved, settings, timer, Both(log, progress), stop);
        }
        catch (OperationCanceledException exception) when (stop.IsCauseOf(exception))
        {
            // There is no iterate yet.
            solution = CheckedSolution.Of(problem, PrimalDualPoint.Zero(problem), stop.Reason, settings.Tolerance, stop).With(new SolveStatistics(), notes);
        }

        PhaseTimes phases = timer.Times();
        solution = solution.With(solution.Statistics with
        {
            Elapsed = timer.Counted,
            Threads = settings.Threads,
            Phases = phases,
            InstructionSet = InstructionSet.Name,
            Backend = settings.Backend?.Name,
        });
        log?.End(solution);
        return solution;
    }

    /// <summary>Simplifies a problem and, where that does not settle it, analyses what is left.</summary>
    internal static PresolvedProblem Analyze(SdpProblem problem, CancellationToken cancellationToken)
    {
        PresolvedProblem presolved = Presolver.Reduce(problem, cancellationToken);
        return presolved.Ray is not null ? presolved : presolved.Knowing(presolved.Analysis with
        {
            Norms = Finding.Of(presolved.Reduced, presolved.Analysis.Norms, reduced => new CoefficientNorms(reduced)),
            Schur = Finding.Of(presolved.Reduced, presolved.Analysis.Schur, reduced => new SchurAnalysis(reduced, cancellationToken)),
        });
    }

    private static SdpSolution Iterate(
        SdpProblem problem,
        PresolvedProblem presolved,
        SolverSettings settings,
        PhaseTimer timer,
        IProgress<IterationReport>? progress,
        StopSignal stop)
    {
        SchurAnalysis analysis = presolved.Analysis.Schur!.Value;
        MemoryEstimate.OfSolve(problem, presolved.Reduced, analysis).ThrowIfAbove(settings.MemoryLimit);
        settings.Backend?.SetThreads(settings.Threads);
        using var context = new KernelContext(settings.Threads, stop.Token) { Backend = settings.Backend };
        var scales = ErrorScales.Of(problem);
        var finish = new HighPrecisionFinish(problem, presolved, scales, settings, timer, progress);
        InteriorPointResult result;
        PrimalDualPoint point;
        using (var method = new InteriorPointMethod(presolved, scales, settings, handsOver: HighPrecisionFinish.IsQuick(presolved.Reduced), context, timer))
        {
            result = method.Run(progress);
            if (result.Reason == StopReason.PrecisionSpent)
            {
                IReadOnlyCollection<IterationReport> more = finish.Continue(result.Point.ToPoint(context), result.Iterations, stop.Token);
                result = finish.IsSolved ? result.With(more) with { Reason = StopReason.Converged } : method.RunAlone(more, progress);
            }

            method.ReleaseWorkspace();
            point = finish.IsSolved ? finish.Best! : presolved.Restore(result.Point.ToPoint(context), stop.Token);
        }

        StopReason reason = result.Reason == StopReason.Cancelled ? stop.Reason : result.Reason;
        timer.Enter(Phase.Check);
        SdpSolution solution = CheckedSolution.Of(problem, point, reason, settings.Tolerance, stop);
        timer.Enter(Phase.Other);
        if (solution.Status is SolveStatus.NearOptimal or SolveStatus.Stalled or SolveStatus.NumericalFailure && HighPrecisionFinish.IsWorthwhile(presolved.Reduced))
        {
            result = result.With(finish.Solve(result.Iterations, stop.Token));
            bool isBetter = finish.Best is not null && !(solution.Errors?.Largest <= finish.Error);
            if (isBetter || stop.IsRequested)
            {
                solution = CheckedSolution.Of(problem, isBetter ? finish.Best! : point, stop.IsRequested ? stop.Reason : reason, settings.Tolerance, stop);
            }
        }

        return solution.With(new SolveStatistics { Iterations = result.Iterations, History = result.History }, presolved.Notes);
    }

    private static SdpSolution Proved(SdpProblem problem, InfeasibilityRay ray, ImmutableArray<string> notes, StopSignal stop)
    {
        PrimalDualPoint zero = PrimalDualPoint.Zero(problem);
        (PrimalDualPoint point, StopReason reason) = ray switch
        {
            InfeasibilityRay.Primal primal => (zero with { DualMatrix = primal.Matrix, Multipliers = primal.Multipliers }, StopReason.PrimalRay),
            InfeasibilityRay.Dual dual => (zero with { Variables = dual.Variables }, StopReason.DualRay),
            _ => throw new ArgumentException("Unknown kind of ray.", nameof(ray)),
        };
        return CheckedSolution.Of(problem, point, reason, tolerance: 0.0, stop).With(new SolveStatistics(), notes);
    }

    private static IProgress<IterationReport>? Both(IProgress<IterationReport>? first, IProgress<IterationReport>? second) =>
        first is null ? second : second is null ? first : new Fork(first, second);

    private sealed class Fork(IProgress<IterationReport> first, IProgress<IterationReport> second) : IProgress<IterationReport>
    {
        public void Report(IterationReport value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
