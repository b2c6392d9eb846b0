using System.Diagnostics;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Constraints;

namespace SdpKit.Lipschitz.Structured;

/// <summary>
/// Minimizes rho by the solver's own method, HKM directions with Mehrotra's predictor and corrector, on the structure of LipSDP: from a point inside the constraint, with Z block tridiagonal and each
/// multiplier's coefficient of rank two. It stops at a gap relative to rho, so that deep chains are as accurate as shallow ones.
/// </summary>
internal sealed class StructuredMethod : IDisposable
{
    public const int MaxIterations = 150;

    private readonly MultiplierPoint _reference;
    private readonly KernelContext _context;
    private readonly MultiplierVariables _variables;
    private readonly Iterate _point;
    private readonly NewtonDirection _direction;
    private readonly StepLengths _steps;

    /// <param name="chain">The chain.</param>
    /// <param name="feasible">A point on the edge of the constraint or inside it, from which the method starts.</param>
    /// <param name="isPerNeuron">One multiplier per neuron, otherwise one per layer.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="ArithmeticException">The point is not feasible to working precision.</exception>
    public StructuredMethod(CompressedChain chain, MultiplierPoint feasible, bool isPerNeuron, KernelContext context)
    {
        _context = context;
        _reference = Inside(feasible);
        var constraint = new ScaledConstraint(chain, _reference, context);
        _variables = new MultiplierVariables(chain, isPerNeuron);
        _point = new Iterate(constraint, _variables, context);
        _direction = new NewtonDirection(constraint, _variables, _point.PrimalFactor.Order, context);
        _steps = new StepLengths(_point);
    }

    /// <summary>Solves to a relative gap; where rounding prevents that, the last point is returned with the gap it has.</summary>
    /// <param name="tolerance">The gap, relative to rho.</param>
    /// <param name="timeLimit">The time after which the last point is returned, too; infinite for none.</param>
    /// <param name="progress">Receives each iteration; null for none.</param>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public StructuredResult Solve(double tolerance, TimeSpan timeLimit, IProgress<IterationReport>? progress)
    {
        var clock = Stopwatch.StartNew();
        (double primalStep, double dualStep) = (0.0, 0.0);
        for (int iteration = 0; ; iteration++)
        {
            _context.ThrowIfCancelled();
            _point.FormProducts();
            var gap = OptimalityGap.Of(_point, _variables);
            double mu = gap.Complementarity / _point.PairCount;
            double scale = _reference.Rho;
            progress?.Report(new IterationReport(
                iteration, gap.Rho * scale, gap.DualObjective * scale, gap.Relative, 0.0, gap.Missing / gap.Rho, mu, primalStep, dualStep, clock.Elapsed));
            bool isLate = timeLimit != Timeout.InfiniteTimeSpan && clock.Elapsed >= timeLimit;
            SolveStatus? end = gap.Relative <= tolerance ? SolveStatus.Optimal
                : isLate ? SolveStatus.TimeLimit
                : iteration == MaxIterations ? SolveStatus.IterationLimit
                : null;
            if (end is not null || !TryStep(mu, out primalStep, out dualStep))
            {
                return new StructuredResult(_point.Point(_reference), gap.Relative, iteration, end ?? SolveStatus.Stalled);
            }
        }
    }

    public void Dispose()
    {
        _steps.Dispose();
        _direction.Dispose();
    }

    /// <summary>Moves a feasible point inside, as a proof is repaired.</summary>
    private static MultiplierPoint Inside(MultiplierPoint point)
    {
        const double Inflation = 1.5;
        double blocks = point.Multipliers.Length + 1;
        return point.Scaled(Inflation, l => Math.Pow(Inflation, (blocks - 1 - l) / blocks));
    }

    private bool TryStep(double mu, out double primalStep, out double dualStep)
    {
        const double ShortestFraction = 0.9;
        const double LongestFraction = 0.98;
        (primalStep, dualStep) = (0.0, 0.0);
        if (!_direction.TryFactor(_point))
        {
            return false;
        }

        _direction.Predict(_point);
        (primalStep, dualStep) = (_steps.Primal(_direction, 1.0), _steps.Dual(_direction, 1.0));
        double affine = AffineComplementarity(mu, primalStep, dualStep) / _point.PairCount;
        double shortest = Math.Min(primalStep, dualStep);
        double sigma = Math.Clamp(Math.Pow(Math.Clamp(affine / mu, 0.0, 1.0), Math.Max(1.0, 2.0 * shortest * shortest)), 1e-6, 0.9);

        _direction.Correct(_point, sigma * mu);
        double fraction = ShortestFraction + ((LongestFraction - ShortestFraction) * shortest);
        (primalStep, dualStep) = (_steps.Primal(_direction, fraction), _steps.Dual(_direction, fraction));
        primalStep = _point.AdvancePrimal(primalStep, _direction.Dx);
        dualStep = _point.AdvanceDual(dualStep, _direction.Dual, _direction.Dy);
        return Math.Max(primalStep, dualStep) >= Iterate.ShortestStep;
    }

    /// <summary>Computes &lt;Z + a dZ, Y + b dY> + (x + a dx)'(y + b dy); without rho, that is, which has no y.</summary>
    private double AffineComplementarity(double mu, double primalStep, double dualStep)
    {
        double sum = (mu * _point.PairCount)
            + (primalStep * _direction.Primal.Inner(_point.Dual.Matrix))
            + (dualStep * (_point.Sum.Inner(_direction.Dual) - _point.OutputInner(_direction.Dual)))
            + (primalStep * dualStep * _direction.Primal.Inner(_direction.Dual));
        for (int i = 1; i < _point.X.Length; i++)
        {
            (double dx, double dy) = (primalStep * _direction.Dx[i], dualStep * _direction.Dy[i]);
            sum += (_point.X[i] * dy) + (dx * _point.Y[i]) + (dx * dy);
        }

        return sum;
    }
}
