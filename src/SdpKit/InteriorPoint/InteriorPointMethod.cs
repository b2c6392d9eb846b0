using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.SchurSystem;

namespace SdpKit.InteriorPoint;

/// <summary>The primal-dual interior-point loop: infeasible start, HKM direction, Mehrotra predictor-corrector, separate step lengths.</summary>
/// <remarks>Todd, Toh, Tütüncü, "On the Nesterov-Todd direction in semidefinite programming", 1998, Algorithm 3.1, with the HKM direction.</remarks>
internal sealed unsafe partial class InteriorPointMethod : IDisposable
{
    /// <summary>The largest part of the way to the boundary that the second try takes.</summary>
    private const double CautiousFraction = 0.96;

    /// <summary>A stalled solve whose error is above this many times the tolerance, which is not nearly optimal, may have no solution.</summary>
    private const double HopelessFactor = 1000.0;

    /// <summary>
    /// An infeasible start should dominate a solution (Kojima, Megiddo, Mizuno, "A primal-dual infeasible-interior-point algorithm", 1993); then nearly all of the first step
    /// can be taken on one side at least. Where it cannot, the solutions are further out, if there are any.
    /// </summary>
    private const double LongFirstStep = 0.92;

    /// <summary>Room for so many reports is made before the first iteration, so that none allocates.</summary>
    private const int UsualIterations = 200;

    private readonly PresolvedProblem _presolved;
    private readonly SdpProblem _problem;
    private readonly CoefficientNorms _norms;
    private readonly ErrorScales _scales;
    private readonly SolverSettings _settings;
    private readonly bool _handsOver;
    private readonly KernelContext _context;
    private readonly PhaseTimer _timer;
    private readonly ConstraintOperator _map;
    private readonly SchurComplement _schur;
    private readonly SearchDirection _direction;
    private readonly Residuals _residuals;
    private readonly InfeasibilityRays _rays;
    private readonly ProgressMonitor _monitor;
    private readonly DualProjection _projection;
    private readonly ScaledDualProjection _scaledProjection;
    private readonly Iterate _point;
    private readonly BlockMatrices _inverse;
    private readonly PrimalFactor _primalFactor;
    private readonly BlockMatrices _dualFactor;
    private readonly StepLength _stepLength;
    private readonly GapCrossing _crossing;
    private readonly double[] _image;
    private readonly double[] _variables;
    private readonly double[] _multipliers;
    private readonly List<IterationReport> _history;
    private readonly AlignedBuffer _diagonalRatio;
    private readonly Action<double> _movePrimal;
    private readonly Action<double> _moveDual;
    private readonly Func<bool> _factorPrimal;
    private readonly Func<bool> _factorDual;
    private int _iteration;
    private bool _isFarOut;
    private double _regularization;
    private double _longestFraction = 0.99;

    /// <param name="presolved">The problem.</param>
    /// <param name="scales">The denominators of the errors.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="handsOver">Whether a method with more digits is ready to go on where this one makes little progress; without one, it tries twice.</param>
    /// <param name="context">The threads.</param>
    /// <param name="timer">Counts the time of each phase.</param>
    public InteriorPointMethod(
        PresolvedProblem presolved, ErrorScales scales, SolverSettings settings, bool handsOver, KernelContext context, PhaseTimer timer)
    {
        SdpProblem problem = presolved.Reduced;
        _presolved = presolved;
        _norms = presolved.Analysis.Norms!.Value;
        (_problem, _scales, _settings, _handsOver, _context, _timer) = (problem, scales, settings, handsOver, context, timer);
        _map = new ConstraintOperator(problem, context);
        _schur = new SchurComplement(problem, presolved.Analysis.Schur!.Value, context);
        _primalFactor = new PrimalFactor(problem, _map.Structure, context);
        _direction = new SearchDirection(problem, _map, _schur, _primalFactor, scales, context);
        _residuals = new Residuals(problem, _norms, scales, _map);
        _rays = new InfeasibilityRays(problem, _map, context);
        _monitor = new ProgressMonitor(problem, _map.Structure, context);
        _projection = new DualProjection(problem, _norms, _map);
        _point = new Iterate(problem, _map.Structure);
        _scaledProjection = new ScaledDualProjection(problem, _map, _schur, _point.Primal.DiagonalOrder, context);
        _inverse = new BlockMatrices(problem);
        _dualFactor = new BlockMatrices(problem);
        _crossing = new GapCrossing(problem, context);
        _image = new double[problem.VariableCount];
        _variables = new double[problem.VariableCount];
        _multipliers = new double[problem.Equalities.RowCount];
        _stepLength = new StepLength(_point.Dual);
        _history = new List<IterationReport>(Math.Min(settings.MaxIterations, UsualIterations) + 1);
        _diagonalRatio = new AlignedBuffer(_point.Primal.DiagonalOrder);
        (_movePrimal, _factorPrimal) = (MovePrimal, () => _primalFactor.TryFactor(_point.Primal));
        (_moveDual, _factorDual) = (MoveDual, () => BlockCholesky.TryFactor(_point.Dual, _dualFactor, _context));
    }

    /// <summary>Runs the loop. The result's point belongs to this object.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested before the first report.</exception>
    public InteriorPointResult Run(IProgress<IterationReport>? progress)
    {
        try
        {
            StopReason reason = Loop(progress);
            if (!_handsOver && reason is StopReason.Stalled or StopReason.Breakdown && _monitor.BestError > _settings.Tolerance && _iteration < _settings.MaxIterations)
            {
                // At the edge of double precision a slightly different path often gets the last digit.
                _longestFraction = CautiousFraction;
                Forget();
                reason = Loop(progress);
            }

            if (reason is StopReason.Stalled or StopReason.Breakdown && _monitor.BestError > HopelessFactor * _settings.Tolerance && !_problem.HasQuadratic)
            {
                reason = FindRay() ?? reason;
            }

            return Result(reason, reason is StopReason.PrimalRay or StopReason.DualRay or StopReason.PrecisionSpent ? _point : _monitor.Best);
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == _context.CancellationToken && _history.Count > 0)
        {
            return Result(StopReason.Cancelled, _monitor.Best);
        }
    }

    /// <summary>Runs the loop from the beginning, after the method that it handed over to has found no answer; only the best point is kept.</summary>
    /// <param name="handedOver">The iterations of that method.</param>
    /// <param name="progress">Receives one report an iteration; null for none.</param>
    public InteriorPointResult RunAlone(IReadOnlyCollection<IterationReport> handedOver, IProgress<IterationReport>? progress)
    {
        _history.AddRange(handedOver);
        _iteration += handedOver.Count;
        Forget();
        return Run(progress);
    }

    /// <summary>Frees all but the points, so that the answer can be copied out without both in memory.</summary>
    public void ReleaseWorkspace()
    {
        _schur.Dispose();
        _map.Dispose();
        _direction.Dispose();
        _inverse.Dispose();
        _primalFactor.Dispose();
        _dualFactor.Dispose();
        _diagonalRatio.Dispose();
        _stepLength.Dispose();
        _scaledProjection.Dispose();
        _crossing.Dispose();
    }

    public void Dispose()
    {
        ReleaseWorkspace();
        _monitor.Dispose();
        _point.Dispose();
    }

    private InteriorPointResult Result(StopReason reason, Iterate point)
    {
        if (reason == StopReason.PrimalRay)
        {
            MakeRayExact(point);
        }

        return new InteriorPointResult(reason, point, _iteration, [.. _history]);
    }

    /// <summary>Prepares for another start.</summary>
    private void Forget()
    {
        _isFarOut = false;
        _regularization = 0.0;
        _monitor.Restart();
        _crossing.Clear();
        _iteration++;
    }

    private void Start()
    {
        StartingPoint.Set(_presolved, _norms, _point, _isFarOut, _context);
        _primalFactor.TryFactor(_point.Primal);
        BlockCholesky.TryFactor(_point.Dual, _dualFactor, _context);
    }

    private StopReason Loop(IProgress<IterationReport>? progress)
    {
        Start();
        (double primalStep, double dualStep) = (0.0, 0.0);
        while (true)
        {
            double expected = (1.0 - dualStep) * _residuals.DualError;
            _residuals.Measure(_point, _direction.Primal);
            if (dualStep > 0.0)
            {
                MendDual(expected);
            }

            Report(primalStep, dualStep, progress);
            if (Test(primalStep, dualStep) is { } reason)
            {
                return reason;
            }

            _timer.Enter(Phase.Inverse);
            _primalFactor.Invert(_point.Primal, _inverse);
            if (!TryFindStep(out primalStep, out dualStep))
            {
                return StopReason.Breakdown;
            }

            if (_handsOver && _iteration == 0 && Math.Max(primalStep, dualStep) < LongFirstStep)
            {
                _isFarOut = true;
                Start();
                (primalStep, dualStep) = (0.0, 0.0);
            }
            else
            {
                (primalStep, dualStep) = Take(primalStep, dualStep);
            }

            _timer.Enter(Phase.Other);
            _iteration++;
        }
    }
}
