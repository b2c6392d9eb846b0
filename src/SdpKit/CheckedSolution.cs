using SdpKit.InteriorPoint;
using SdpKit.Presolve;
using SdpKit.Verification;

namespace SdpKit;

/// <summary>Lets the checker decide what a point is worth.</summary>
internal static class CheckedSolution
{
    /// <summary>The relative residual at which the checker accepts a ray of infeasibility.</summary>
    private const double RayTolerance = 1e-8;

    private const double NearOptimalFactor = 1000.0;

    private static readonly DimacsErrors Unknown = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Measures a point of the original problem and finds its status.</summary>
    /// <param name="problem">The original problem.</param>
    /// <param name="point">The point, which becomes part of the answer.</param>
    /// <param name="reason">Why the method ended.</param>
    /// <param name="tolerance">The largest DIMACS error of an optimal point.</param>
    /// <param name="stop">Where it cuts the measuring short, the errors and objectives are not numbers.</param>
    public static SdpSolution Of(SdpProblem problem, PrimalDualPoint point, StopReason reason, double tolerance, StopSignal stop)
    {
        (double[] x, SymmetricBlockMatrix primal, SymmetricBlockMatrix dual, double[] v) = point;
        try
        {
            if (reason is StopReason.PrimalRay or StopReason.DualRay)
            {
                double residual = reason == StopReason.PrimalRay
                    ? SolutionChecker.PrimalInfeasibilityResidual(problem, dual, v, stop.MeasuringToken)
                    : SolutionChecker.DualInfeasibilityResidual(problem, x, stop.MeasuringToken);
                if (residual <= RayTolerance)
                {
                    return new SdpSolution(reason == StopReason.PrimalRay ? SolveStatus.PrimalInfeasible : SolveStatus.DualInfeasible, x, primal, dual, v)
                    {
                        CertificateResidual = residual,
                    };
                }
            }

            CheckedPoint check = SolutionChecker.Check(problem, x, primal, dual, v, stop.MeasuringToken);
            return new SdpSolution(Status(reason, check.Errors.Largest, tolerance), x, primal, dual, v)
            {
                Objective = check.Objective,
                DualObjective = check.DualObjective,
                Errors = check.Errors,
            };
        }
        catch (OperationCanceledException)
        {
            return new SdpSolution(Status(stop.Reason, double.NaN, tolerance), x, primal, dual, v)
            {
                Objective = double.NaN,
                DualObjective = double.NaN,
                Errors = Unknown,
            };
        }
    }

    private static SolveStatus Status(StopReason reason, double error, double tolerance) => reason switch
    {
        _ when error <= tolerance => SolveStatus.Optimal,
        StopReason.Cancelled => SolveStatus.Cancelled,
        StopReason.TimeLimit => SolveStatus.TimeLimit,
        StopReason.IterationLimit => SolveStatus.IterationLimit,
        _ when error <= NearOptimalFactor * tolerance => SolveStatus.NearOptimal,
        StopReason.Breakdown => SolveStatus.NumericalFailure,
        _ => SolveStatus.Stalled,
    };
}
