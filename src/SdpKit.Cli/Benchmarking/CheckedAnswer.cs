using SdpKit.Formats;
using SdpKit.Verification;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents what the checker says of an answer, whatever its solver says of it.</summary>
/// <param name="Point">The objectives and the six errors.</param>
/// <param name="RayResidual">The relative residual of the better of the two rays that the point holds; null where the errors count.</param>
internal sealed record CheckedAnswer(CheckedPoint Point, double? RayResidual)
{
    /// <summary>Checks a point.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CheckedAnswer Of(SdpProblem problem, SolutionPoint point, CancellationToken cancellationToken)
    {
        // The formats of the three solvers have no place for the multipliers of equalities, and .dat-s files have no equalities.
        CheckedPoint checkedPoint = SolutionChecker.Check(problem, point.Variables.AsSpan(), point.PrimalMatrix, point.DualMatrix, [], cancellationToken);
        if (checkedPoint.Errors.Largest <= MeasuredRun.CountedError)
        {
            return new CheckedAnswer(checkedPoint, null);
        }

        double primal = SolutionChecker.PrimalInfeasibilityResidual(problem, point.DualMatrix, [], cancellationToken);
        double dual = SolutionChecker.DualInfeasibilityResidual(problem, point.Variables.AsSpan(), cancellationToken);
        return new CheckedAnswer(checkedPoint, double.MinNumber(primal, dual));
    }

    /// <summary>Completes a run whose answer could be read.</summary>
    public MeasuredRun AddTo(MeasuredRun run) => run with
    {
        Outcome = RunOutcome.Answered,
        Objective = Point.Objective,
        DualObjective = Point.DualObjective,
        DimacsErrors = Point.Errors.ToArray(),
        RayResidual = RayResidual,
    };
}
