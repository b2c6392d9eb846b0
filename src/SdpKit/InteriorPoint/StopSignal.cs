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

    public StopSignal(TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        _caller = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeLimit != Timeout.InfiniteTimeSpan && timeLimit <= LongestTimer)
        {
            _stop.CancelAfter(timeLimit);
        }

        _registration = _stop.Token.Register(() => _measuring.CancelAfter(MeasuringTime));
    }

    /// <summary>Gets the token that ends the work.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Gets the token that ends the measuring of the answer: the same, a little later.</summary>
    public CancellationToken MeasuringToken => _measuring.Token;

    public bool IsRequested => _stop.IsCancellationRequested;

    /// <summary>Gets why the work was ended.</summary>
    public StopReason Reason => _caller.IsCancellationRequested ? StopReason.Cancelled : StopReason.TimeLimit;

    public void Dispose()
    {
        _registration.Dispose();
        _stop.Dispose();
        _measuring.Dispose();
    }
}
