using System.Collections.Immutable;
using SdpKit.Analysis;
using SdpKit.HighPrecision;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.Reporting;
using SdpKit.SchurSystem;
using SdpKit.Verification;

namespace SdpKit;

/// <summary>Solves semidefinite programs by a primal-dual interior-point method.</summary>
/// <remarks>Stateless and reentrant: any number of solves may run at once in one process, and each gives the same bits as if it ran alone.</remarks>
public static class SdpSolver
{
    /// <summary>The relative residual at which the checker accepts a ray of infeasibility.</summary>
    private const double RayTolerance = 1e-8;

    private const double NearOptimalFactor = 1000.0;

    /// <summary>The longest delay that a timer takes, 49 days; a time limit above it is none.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

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
    /// <exception cref="InsufficientMemoryException">Not even the answer would fit into the memory of the process.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SdpProblem Prepare(SdpProblem problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        MemoryEstimate.OfData(problem).ThrowIfAbove(new SolverSettings().MemoryLimit);
        PresolvedProblem presolved = Presolver.Reduce(problem, cancellationToken);
        return problem.With(presolved.Analysis with { Schur = Analyzed(presolved, cancellationToken) });
    }

    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="settings">The settings; null for the defaults.</param>
    /// <param name="progress">Receives one report an iteration, on the calling thread; null for none.</param>
    /// <param name="cancellationToken">Ends the solve within 0.2 s; the best iterate is returned with <see cref="SolveStatus.Cancelled"/>, no exception is thrown.</param>
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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (settings.TimeLimit != Timeout.InfiniteTimeSpan && settings.TimeLimit <= LongestTimer)
        {
            limit.CancelAfter(settings.TimeLimit);
        }

        timer.Enter(Phase.Presolve);
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        timer.Enter(Phase.Other);
        var log = settings.Log is null ? null : new SolveLog(settings.Log);
        log?.Start(presolved.Reduced, presolved.Notes);
        SdpSolution solution = presolved.Ray is { } ray
            ? Proved(problem, ray, new SolveStatistics(), presolved.Notes)
            : Iterate(problem, presolved, settings, timer, Both(log, progress), limit.Token, cancellationToken);
        solution = solution.With(solution.Statistics with
        {
            Elapsed = timer.Elapsed,
            Threads = settings.Threads,
            Phases = timer.Seconds(),
            InstructionSet = InstructionSet.Name,
        });
        log?.End(solution);
        return solution;
    }

    private static Finding<SchurAnalysis> Analyzed(PresolvedProblem presolved, CancellationToken cancellationToken) =>
        Finding.Of(presolved.Reduced, presolved.Analysis.Schur, reduced => new SchurAnalysis(reduced, cancellationToken));

    private static SdpSolution Iterate(
        SdpProblem problem,
        PresolvedProblem presolved,
        SolverSettings settings,
        PhaseTimer timer,
        IProgress<IterationReport>? progress,
        CancellationToken limit,
        CancellationToken cancellationToken)
    {
        SchurAnalysis analysis = Analyzed(presolved, CancellationToken.None).Value;
        MemoryEstimate.OfSolve(problem, presolved.Reduced, analysis).ThrowIfAbove(settings.MemoryLimit);
        using var context = new KernelContext(settings.Threads, limit);
        InteriorPointResult result;
        PrimalDualPoint point;
        using (var method = new InteriorPointMethod(
            presolved.Reduced, analysis, ErrorScales.Of(problem), settings, mayTryTwice: !HighPrecisionFinish.IsQuick(presolved.Reduced), context, timer))
        {
            result = method.Run(progress);
            method.ReleaseWorkspace();
            point = presolved.Restore(new PrimalDualPoint(
                [.. result.Point.Variables],
                result.Point.Primal.ToSymmetric(presolved.Reduced),
                result.Point.Dual.ToSymmetric(presolved.Reduced),
                [.. result.Point.Multipliers]));
        }

        StopReason reason = result.Reason == StopReason.Cancelled && !cancellationToken.IsCancellationRequested ? StopReason.TimeLimit : result.Reason;
        timer.Enter(Phase.Check);
        SdpSolution solution = Checked(problem, point, reason, settings.Tolerance);
        timer.Enter(Phase.Other);
        if (solution.Status is SolveStatus.NearOptimal or SolveStatus.Stalled or SolveStatus.NumericalFailure
            && HighPrecisionFinish.IsWorthwhile(presolved.Reduced)
            && HighPrecisionFinish.Improve(problem, presolved, solution.Errors.Largest, settings.Tolerance, limit) is { } better)
        {
            reason = cancellationToken.IsCancellationRequested ? StopReason.Cancelled : limit.IsCancellationRequested ? StopReason.TimeLimit : reason;
            solution = Checked(problem, better, reason, settings.Tolerance);
        }

        return solution.With(new SolveStatistics { Iterations = result.Iterations, History = result.History }, presolved.Notes);
    }

    private static SdpSolution Checked(SdpProblem problem, PrimalDualPoint point, StopReason reason, double tolerance)
    {
        (double[] x, SymmetricBlockMatrix primal, SymmetricBlockMatrix dual, double[] v) = point;
        if (reason is StopReason.PrimalRay or StopReason.DualRay)
        {
            double residual = reason == StopReason.PrimalRay
                ? SolutionChecker.PrimalInfeasibilityResidual(problem, dual, v)
                : SolutionChecker.DualInfeasibilityResidual(problem, x);
            if (residual <= RayTolerance)
            {
                return new SdpSolution(reason == StopReason.PrimalRay ? SolveStatus.PrimalInfeasible : SolveStatus.DualInfeasible, x, primal, dual, v)
                {
                    CertificateResidual = residual,
                };
            }
        }

        CheckedPoint check = SolutionChecker.Check(problem, x, primal, dual, v);
        double error = check.Errors.Largest;
        SolveStatus status = reason switch
        {
            _ when error <= tolerance => SolveStatus.Optimal,
            StopReason.Cancelled => SolveStatus.Cancelled,
            StopReason.TimeLimit => SolveStatus.TimeLimit,
            StopReason.IterationLimit => SolveStatus.IterationLimit,
            _ when error <= NearOptimalFactor * tolerance => SolveStatus.NearOptimal,
            StopReason.Breakdown => SolveStatus.NumericalFailure,
            _ => SolveStatus.Stalled,
        };
        return new SdpSolution(status, x, primal, dual, v)
        {
            Objective = check.Objective,
            DualObjective = check.DualObjective,
            Errors = check.Errors,
        };
    }

    private static SdpSolution Proved(SdpProblem problem, InfeasibilityRay ray, SolveStatistics statistics, ImmutableArray<string> notes)
    {
        var none = new SymmetricBlockMatrix(problem.Blocks);
        SdpSolution solution = ray switch
        {
            InfeasibilityRay.Primal primal => Checked(
                problem,
                new PrimalDualPoint(new double[problem.VariableCount], none, primal.Matrix, primal.Multipliers),
                StopReason.PrimalRay,
                tolerance: 0.0),
            InfeasibilityRay.Dual dual => Checked(
                problem,
                new PrimalDualPoint(dual.Variables, none, none, new double[problem.Equalities.RowCount]),
                StopReason.DualRay,
                tolerance: 0.0),
            _ => throw new ArgumentException("Unknown kind of ray.", nameof(ray)),
        };
        return solution.With(statistics, notes);
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
