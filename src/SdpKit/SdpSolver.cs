using System.Collections.Immutable;
using SdpKit.HighPrecision;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.Reporting;
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

    private static SdpSolution Iterate(
        SdpProblem problem,
        PresolvedProblem presolved,
        SolverSettings settings,
        PhaseTimer timer,
        IProgress<IterationReport>? progress,
        CancellationToken limit,
        CancellationToken cancellationToken)
    {
        MemoryEstimate.OfSolve(problem, presolved.Reduced).ThrowIfAbove(settings.MemoryLimit);
        using var context = new KernelContext(settings.Threads, limit);
        InteriorPointResult result;
        PrimalDualPoint point;
        using (var method = new InteriorPointMethod(
            presolved.Reduced, ErrorScales.Of(problem), settings, mayTryTwice: !HighPrecisionFinish.IsQuick(presolved.Reduced), context, timer))
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
