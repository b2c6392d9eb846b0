namespace SdpKit.InteriorPoint;

/// <summary>Keeps the best iterate and notices when the method no longer gets anywhere.</summary>
internal sealed class ProgressMonitor(SdpProblem problem, PrimalStructure structure) : IDisposable
{
    /// <summary>So many iterations without a better point end the solve.</summary>
    private const int Patience = 12;

    /// <summary>Two iterations in a row whose steps are both below this end it, too.</summary>
    private const double TooShort = 1e-6;

    private double _lowestMu = double.PositiveInfinity;
    private int _sinceImprovement;
    private int _shortSteps;

    /// <summary>Gets the best point so far.</summary>
    public Iterate Best { get; } = new(problem, structure);

    /// <summary>Gets the largest error of the best point.</summary>
    public double BestError { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes note of a point and of its largest error.</summary>
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

        BestError = error;
        Best.CopyFrom(point);
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

    /// <summary>Forgets how the progress went; the best point is kept.</summary>
    public void Restart() => (_lowestMu, _sinceImprovement, _shortSteps) = (double.PositiveInfinity, 0, 0);

    public void Dispose() => Best.Dispose();
}
