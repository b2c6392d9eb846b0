namespace SdpKit.LinearAlgebra;

/// <summary>What every dense kernel needs besides its operands: threads, packing memory and the caller's wish to stop. For one kernel call at a time.</summary>
internal sealed class KernelContext : IDisposable
{
    private readonly CancellationToken _cancellationToken;

    /// <summary>Starts a team of <paramref name="threadCount"/> threads, the caller's included.</summary>
    public KernelContext(int threadCount, CancellationToken cancellationToken)
    {
        Team = new WorkerTeam(threadCount);
        _cancellationToken = cancellationToken;
    }

    public WorkerTeam Team { get; }

    public bool IsCancelled => _cancellationToken.IsCancellationRequested;

    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public void ThrowIfCancelled() => _cancellationToken.ThrowIfCancellationRequested();

    public void Dispose() => Team.Dispose();
}
