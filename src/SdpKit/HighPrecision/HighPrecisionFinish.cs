using SdpKit.InteriorPoint;
using SdpKit.Presolve;
using SdpKit.Verification;

namespace SdpKit.HighPrecision;

/// <summary>Looks for a better point of a small ill-posed problem, one whose optimum is not attained or whose interior is empty, in double-double arithmetic.</summary>
/// <remarks>
/// <para>
/// On such a problem X or Y diverges along the central path, and the step to the limit costs all digits of double. But points with small DIMACS errors
/// exist, because these allow X and Y to leave their cones by as much as the tolerance: the problem with both cones that much wider has interior points
/// on both sides, so that its central path is bounded, and the point on it where the duality gap of the original problem vanishes has no other error than
/// that (see <see cref="NaiveInteriorPoint"/>). The narrower the widening, the closer the objective comes to its limit; but x grows, and with it the
/// rounding of the answer to double. So the widening begins far below the tolerance and grows until the answer is good enough.
/// </para>
/// <para>What counts is the verdict of the checker on the rounded point of the original problem.</para>
/// </remarks>
internal static class HighPrecisionFinish
{
    /// <summary>The first widening, relative to the tolerance and to the denominators of the DIMACS errors e2 and e4.</summary>
    private const double FirstWidening = 1e-5;

    /// <summary>The last widening: beyond it the point would not even be near optimal in e2 and e4.</summary>
    private const double LastWidening = 1e3;

    private const double Growth = 100.0;

    /// <summary>Ill-posed problems take 15 to 35 iterations; what takes more is infeasible.</summary>
    private const int MaxIterations = 50;

    /// <summary>Tells whether the method covers a problem and is done with it in seconds.</summary>
    public static bool IsWorthwhile(SdpProblem reduced) => Operations(reduced) <= 6e8;

    /// <summary>Tells whether the method is done with a problem sooner than the fast one with a second try.</summary>
    public static bool IsQuick(SdpProblem reduced) => Operations(reduced) <= 6e6;

    /// <summary>Finds a point of the original problem with smaller errors.</summary>
    /// <param name="problem">The original problem, of which the errors are taken.</param>
    /// <param name="presolved">What is solved, with the way back.</param>
    /// <param name="error">The largest DIMACS error of the best point known.</param>
    /// <param name="tolerance">The largest error at which to stop.</param>
    /// <param name="cancellationToken">Ends the work within 0.2 s; what was found until then is returned.</param>
    /// <returns>The best point found; null where none has errors below <paramref name="error"/>.</returns>
    public static PrimalDualPoint? Improve(
        SdpProblem problem,
        PresolvedProblem presolved,
        double error,
        double tolerance,
        CancellationToken cancellationToken)
    {
        var precise = PreciseProblem.Of(presolved.Reduced);
        var scales = ErrorScales.Of(problem);
        PrimalDualPoint? best = null;
        error = double.IsNaN(error) ? double.PositiveInfinity : error;
        try
        {
            for (double relative = FirstWidening; relative <= LastWidening && error > tolerance; relative *= Growth)
            {
                double widening = relative * tolerance;
                var method = new NaiveInteriorPoint(precise, widening * scales.Primal, widening * scales.Dual);
                for (int iteration = 0; iteration < MaxIterations && error > tolerance && method.TryStep(cancellationToken); iteration++)
                {
                    PrimalDualPoint point = presolved.Restore(Rounded(method, precise, presolved.Reduced, widening * scales.Dual), cancellationToken);
                    double pointError = LargestError(problem, point, cancellationToken);
                    (best, error) = pointError < error ? (point, pointError) : (best, error);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The best point so far is the answer.
        }

        return best;
    }

    /// <summary>Rounds to double. X is made from the rounded x, so that its residual is rounding only; of Y the widening is taken back.</summary>
    private static PrimalDualPoint Rounded(NaiveInteriorPoint method, PreciseProblem precise, SdpProblem reduced, double dualShift)
    {
        double[] x = [.. method.Variables.Select(value => (double)value)];
        PreciseMatrix primal = precise.Combine([.. x.Select(value => (DoubleDouble)value)]) - precise.Constant;
        PreciseMatrix dual = method.Dual - PreciseMatrix.ScaledIdentity(precise.Constant.Blocks, dualShift);
        return new PrimalDualPoint(x, Rounded(primal, reduced), Rounded(dual, reduced), []);
    }

    private static SymmetricBlockMatrix Rounded(PreciseMatrix matrix, SdpProblem problem)
    {
        var rounded = new SymmetricBlockMatrix(problem.Blocks);
        int offset = 0;
        for (int b = 0; b < problem.Blocks.Length; offset += problem.Blocks[b++].Order)
        {
            for (int j = 0; j < problem.Blocks[b].Order; j++)
            {
                int end = problem.Blocks[b].Kind == BlockKind.Diagonal ? j + 1 : problem.Blocks[b].Order;
                for (int i = j; i < end; i++)
                {
                    rounded[b, i, j] = (double)matrix[offset + i, offset + j];
                }
            }
        }

        return rounded;
    }

    private static double LargestError(SdpProblem problem, PrimalDualPoint point, CancellationToken cancellationToken)
    {
        (double[] x, SymmetricBlockMatrix primal, SymmetricBlockMatrix dual, double[] v) = point;
        return SolutionChecker.Check(problem, x, primal, dual, v, cancellationToken).Errors.Largest;
    }

    /// <summary>Estimates the multiplications of an iteration: the Schur complement is most of the work, m products of matrices and a factorisation.</summary>
    private static double Operations(SdpProblem reduced)
    {
        double m = reduced.VariableCount;
        double order = Residuals.TotalOrder(reduced);
        bool isCovered = reduced.Equalities.RowCount == 0 && !reduced.HasQuadratic && m > 0 && order > 0;
        return isCovered ? (m * order * order * order) + (m * m * m / 3.0) : double.PositiveInfinity;
    }
}
