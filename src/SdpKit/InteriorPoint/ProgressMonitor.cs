namespace SdpKit.InteriorPoint;

/// <summary>Keeps the best iterate and notices when the method no longer gets anywhere.</summary>
internal sealed class ProgressMonitor(SdpProblem problem) : IDisposable
{
    /// <summary>So many iterations without a better point end the solve.</summary>
    private const int Patience = 12;

    private const double TooShort = 1e-6;

    private int _sinceImprovement;
    private int _shortSteps;

    /// <summary>Gets the best point so far.</summary>
    public Iterate Best { get; } = new(problem);

    /// <summary>Gets the largest error of the best point.</summary>
    public double BestError { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes note of a point; returns true where it is the best so far.</summary>
    public bool Consider(Iterate point, double error)
    {
        _sinceImprovement++;
        if (!(error < BestError))
        {
            return false;
        }

        if (error < 0.9 * BestError)
        {
            _sinceImprovement = 0;
        }

        BestError = error;
        Best.CopyFrom(point);
        return true;
    }

    /// <summary>Takes note of the steps taken; returns true where the method is stuck.</summary>
    public bool IsStuck(double primalStep, double dualStep)
    {
        _shortSteps = Math.Max(primalStep, dualStep) < TooShort ? _shortSteps + 1 : 0;
        return _shortSteps >= 2 || _sinceImprovement >= Patience;
    }

    public void Dispose() => Best.Dispose();
}
