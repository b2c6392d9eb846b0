namespace SdpKit.InteriorPoint;

/// <summary>Joins the caller's wish to stop with the time limit. Thread-safe.</summary>
internal sealed class StopSignal : IDisposable
{
    /// <summary>The longest delay that a timer takes, 49 days; a time limit above it is none.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>What a stopped solve may still spend on measuring its answer; the promise is 0.2 s for all.</summary>
    private static readonly TimeSpan MeasuringTime = TimeSpan.FromMilliseconds(80.0);

    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _measuring = new();
    private readonly CancellationTokenRegistration _registration;

    public StopSignal(SolverSettings settings, CancellationToken cancellationToken)
    {
        _caller = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Measuring = new ParallelOptions { CancellationToken = _measuring.Token, MaxDegreeOfParallelism = settings.Threads };
        if (settings.TimeLimit != Timeout.InfiniteTimeSpan && settings.TimeLimit <= LongestTimer)
        {
            _stop.CancelAfter(settings.TimeLimit);
        }

        _registration = _stop.Token.Register(() => _measuring.CancelAfter(MeasuringTime));
    }

    /// <summary>Gets the token that ends the work.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Gets how the answer is measured: on as many threads as the work, and until a little later.</summary>
    public ParallelOptions Measuring { get; }

    public bool IsRequested => _stop.IsCancellationRequested;

    /// <summary>Gets why the work was ended.</summary>
    public StopReason Reason => _caller.IsCancellationRequested ? StopReason.Cancelled : StopReason.TimeLimit;

    /// <summary>Says whether an exception is how the work or the measuring ended; one that the caller's own code threw, such as a receiver of progress, is not.</summary>
    public bool IsCauseOf(OperationCanceledException exception) =>
        exception.CancellationToken == Token || exception.CancellationToken == Measuring.CancellationToken;

    public void Dispose()
    {
        _registration.Dispose();
        _stop.Dispose();
        _measuring.Dispose();
    }
}
