using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Keeps the best iterate and notices when the method no longer gets anywhere.</summary>
internal sealed class ProgressMonitor : IDisposable
{
    /// <summary>So many iterations without a better point end the solve.</summary>
    private const int Patience = 12;

    /// <summary>Two iterations in a row whose steps are both below this end it, too.</summary>
    private const double TooShort = 1e-6;

    /// <summary>Above this error it is too early to judge whether the method is slow.</summary>
    private const double Near = 0.1;

    private readonly KernelContext _context;
    private readonly Iterate _copy;
    private readonly double[] _pastMu = new double[8];
    private double _lowestMu = double.PositiveInfinity;
    private int _sinceImprovement;
    private int _shortSteps;
    private int _count;
    private double _previousError = double.PositiveInfinity;

    public ProgressMonitor(SdpProblem problem, PrimalStructure structure, KernelContext context)
    {
        _context = context;
        _copy = new Iterate(problem, structure);
        Best = _copy;
    }

    /// <summary>Gets the best point so far; zeros before the first.</summary>
    public Iterate Best { get; private set; }

    /// <summary>Gets the largest error of the best point.</summary>
    public double BestError { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes note of a point and of its largest error.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested; the point itself is now the best one, where it is better.</exception>
    public void Consider(Iterate point, double error)
    {
        if (!(error < BestError))
        {
            return;
        }

        if (error < 0.9 * BestError)
        {
            _sinceImprovement = 0;
        }

        // A copy that is cut short is no answer; the point itself is.
        BestError = error;
        Best = point;
        _copy.CopyFrom(point, _context);
        Best = _copy;
    }

    /// <summary>Takes note of the barrier parameter reached and the steps taken; returns true where the method is stuck.</summary>
    public bool IsStuck(double mu, double primalStep, double dualStep)
    {
        if (mu > 0.0 && mu < 0.9 * _lowestMu)
        {
            _lowestMu = mu;
            _sinceImprovement = 0;
        }

        _sinceImprovement++;
        _shortSteps = Math.Max(primalStep, dualStep) < TooShort ? _shortSteps + 1 : 0;
        return _shortSteps >= 2 || _sinceImprovement >= Patience;
    }

    /// <summary>Takes note of the barrier parameter reached; returns true where arithmetic with more digits would get on faster.</summary>
    /// <param name="mu">The barrier parameter.</param>
    /// <param name="isRounded">Whether the Schur complement was not positive definite to working precision: then every iteration should find a much better point.</param>
    public bool IsSlow(double mu, bool isRounded)
    {
        const double MuchBetter = 1.0 / 3.0;
        const double UsualReduction = 0.01;
        ref double past = ref _pastMu[_count % _pastMu.Length];
        bool isMuStuck = _count++ >= _pastMu.Length && !(mu < UsualReduction * past);
        bool isErrorStuck = isRounded && !(BestError < MuchBetter * _previousError);
        (past, _previousError) = (mu, BestError);
        return BestError < Near && (isMuStuck || isErrorStuck);
    }

    /// <summary>Forgets how the progress went; the best point is kept.</summary>
    public void Restart() => (_lowestMu, _sinceImprovement, _shortSteps, _count) = (double.PositiveInfinity, 0, 0, 0);

    public void Dispose() => _copy.Dispose();
}
