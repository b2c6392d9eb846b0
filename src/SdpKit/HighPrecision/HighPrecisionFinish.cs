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
/// rounding of the answer to double, and so do the iterations. So the widening begins well below the tolerance and grows until the answer is good enough.
/// </para>
/// <para>What counts is the verdict of the checker on the rounded point of the original problem. One user at a time.</para>
/// </remarks>
/// <param name="problem">The original problem, of which the errors are taken.</param>
/// <param name="presolved">What is solved, with the way back.</param>
/// <param name="scales">The denominators of the errors.</param>
/// <param name="settings">The tolerance, which is the largest error at which to stop, and the limit of the iterations.</param>
/// <param name="timer">Tells the time.</param>
/// <param name="progress">Receives one report an iteration; null for none.</param>
internal sealed class HighPrecisionFinish(
    SdpProblem problem, PresolvedProblem presolved, ErrorScales scales, SolverSettings settings, PhaseTimer timer, IProgress<IterationReport>? progress)
{
    /// <summary>The first widening, relative to the tolerance and to the denominators of the DIMACS errors e2 and e4.</summary>
    private const double FirstWidening = 1e-3;

    /// <summary>Beyond this widening the point would not be optimal, in e2 and e4.</summary>
    private const double Optimal = 1.0;

    /// <summary>The last widening: beyond it the point would not even be near optimal.</summary>
    private const double NearOptimal = 1e3;

    private const double Growth = 100.0;

    /// <summary>So many iterations without a better point end a run.</summary>
    private const int Patience = 12;

    private PreciseProblem? _precise;

    /// <summary>Gets the best point of the original problem found; null before the first.</summary>
    public PrimalDualPoint? Best { get; private set; }

    /// <summary>Gets the largest DIMACS error of the best point; infinity before the first.</summary>
    public double Error { get; private set; } = double.PositiveInfinity;

    /// <summary>Gets a value indicating whether the best point is within the tolerance.</summary>
    public bool IsSolved => Error <= settings.Tolerance;

    private PreciseProblem Precise => _precise ??= PreciseProblem.Of(presolved.Reduced);

    /// <summary>Tells whether the method covers a problem and is done with it in seconds.</summary>
    public static bool IsWorthwhile(SdpProblem reduced) => Operations(reduced) <= 6e8;

    /// <summary>Tells whether the method is done with a problem sooner than the fast one with a second try.</summary>
    public static bool IsQuick(SdpProblem reduced) => Operations(reduced) <= 6e6;

    /// <summary>Goes on from a point of the reduced problem where the fast method stopped.</summary>
    /// <param name="start">The point; X and Y are positive definite.</param>
    /// <param name="iterations">The number of iterations done before.</param>
    /// <param name="cancellationToken">Ends the work within 0.2 s.</param>
    /// <returns>One report an iteration.</returns>
    public IReadOnlyCollection<IterationReport> Continue(PrimalDualPoint start, int iterations, CancellationToken cancellationToken)
    {
        BlockRanges blocks = Precise.Constant.Blocks;
        PreciseMatrix primal = BlockConversion.ToPrecise(start.PrimalMatrix, presolved.Reduced, blocks);
        PreciseMatrix dual = BlockConversion.ToPrecise(start.DualMatrix, presolved.Reduced, blocks);
        return Run((a, b) => new NaiveInteriorPoint(Precise, a, b, start.Variables, primal, dual), Optimal, iterations, cancellationToken);
    }

    /// <summary>Solves the problem from the beginning, with one widening after the other until one gives a point within the tolerance.</summary>
    /// <param name="iterations">The number of iterations done before.</param>
    /// <param name="cancellationToken">Ends the work within 0.2 s.</param>
    /// <returns>One report an iteration.</returns>
    public IReadOnlyCollection<IterationReport> Solve(int iterations, CancellationToken cancellationToken) =>
        Run((a, b) => new NaiveInteriorPoint(Precise, a, b), NearOptimal, iterations, cancellationToken);

    private List<IterationReport> Run(Func<double, double, NaiveInteriorPoint> start, double lastWidening, int iterations, CancellationToken cancellationToken)
    {
        var history = new List<IterationReport>();
        try
        {
            for (double widening = FirstWidening; widening <= lastWidening && !IsSolved; widening *= Growth)
            {
                double dualShift = widening * settings.Tolerance * scales.Dual;
                NaiveInteriorPoint method = start(widening * settings.Tolerance * scales.Primal, dualShift);
                double least = double.PositiveInfinity;
                int sinceImprovement = 0;
                while (!IsSolved && sinceImprovement < Patience && iterations + history.Count < settings.MaxIterations && method.TryStep(cancellationToken))
                {
                    IterationReport report = Consider(method, dualShift, iterations + history.Count + 1, out double error, cancellationToken);
                    (least, sinceImprovement) = error < least ? (error, 0) : (least, sinceImprovement + 1);
                    history.Add(report);
                    progress?.Report(report);
                }
            }
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == cancellationToken)
        {
            // The best point so far is the answer.
        }

        return history;
    }

    /// <summary>Has the rounded point checked.</summary>
    private IterationReport Consider(NaiveInteriorPoint method, double dualShift, int iteration, out double error, CancellationToken cancellationToken)
    {
        PrimalDualPoint point = presolved.Restore(Rounded(method, dualShift), cancellationToken);
        (double[] x, SymmetricBlockMatrix primal, SymmetricBlockMatrix dual, double[] v) = point;
        CheckedPoint check = SolutionChecker.Check(
            problem, x, primal, dual, v, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = settings.Threads });
        error = check.Errors.Largest;
        (Best, Error) = error < Error ? (point, error) : (Best, Error);
        return new IterationReport(
            iteration,
            check.Objective,
            check.DualObjective,
            Math.Abs(check.Errors.Gap),
            check.Errors.PrimalResidual,
            check.Errors.DualResidual,
            (double)method.Mu,
            method.PrimalStep,
            method.DualStep,
            timer.Elapsed);
    }

    /// <summary>Rounds to double. X is made from the rounded x, so that its residual is rounding only; of Y the widening is taken back.</summary>
    private PrimalDualPoint Rounded(NaiveInteriorPoint method, double dualShift)
    {
        double[] x = [.. method.Variables.Select(value => (double)value)];
        PreciseMatrix primal = Precise.Combine([.. x.Select(value => (DoubleDouble)value)]) - Precise.Constant;
        PreciseMatrix dual = method.Dual - PreciseMatrix.ScaledIdentity(Precise.Constant.Blocks, dualShift);
        return new PrimalDualPoint(x, BlockConversion.Rounded(primal, presolved.Reduced), BlockConversion.Rounded(dual, presolved.Reduced), []);
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
