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

    /// <summary>Measures a point of the original problem and finds its status.</summary>
    /// <param name="problem">The original problem.</param>
    /// <param name="point">The point, which becomes part of the answer.</param>
    /// <param name="reason">Why the method ended.</param>
    /// <param name="tolerance">The largest DIMACS error of an optimal point.</param>
    /// <param name="stop">Says on how many threads to measure; where it cuts that short, there are no errors, and the objectives are not numbers.</param>
    public static SdpSolution Of(SdpProblem problem, PrimalDualPoint point, StopReason reason, double tolerance, StopSignal stop)
    {
        (double[] x, SymmetricBlockMatrix primal, SymmetricBlockMatrix dual, double[] v) = point;
        try
        {
            if (reason is StopReason.PrimalRay or StopReason.DualRay)
            {
                double residual = reason == StopReason.PrimalRay
                    ? SolutionChecker.PrimalInfeasibilityResidual(problem, dual, v, stop.Measuring)
                    : SolutionChecker.DualInfeasibilityResidual(problem, x, stop.Measuring);
                if (residual <= RayTolerance)
                {
                    return new SdpSolution(reason == StopReason.PrimalRay ? SolveStatus.PrimalInfeasible : SolveStatus.DualInfeasible, x, primal, dual, v)
                    {
                        // The optimum over an empty set; what ray and residual say of the other side depends on whether that is empty, too.
                        Objective = reason == StopReason.PrimalRay ? double.PositiveInfinity : double.NaN,
                        DualObjective = reason == StopReason.PrimalRay ? double.NaN : double.NegativeInfinity,
                        CertificateResidual = residual,
                    };
                }
            }

            CheckedPoint check = SolutionChecker.Check(problem, x, primal, dual, v, stop.Measuring);
            return new SdpSolution(Status(reason, check.Errors.Largest, tolerance), x, primal, dual, v)
            {
                Objective = check.Objective,
                DualObjective = check.DualObjective,
                Errors = check.Errors,
            };
        }
        catch (OperationCanceledException exception) when (stop.IsCauseOf(exception))
        {
            return new SdpSolution(Status(stop.Reason, double.NaN, tolerance), x, primal, dual, v)
            {
                Objective = double.NaN,
                DualObjective = double.NaN,
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
