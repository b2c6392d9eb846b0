using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>
/// What every dense kernel needs besides its operands: threads, packing memory (which grows to the largest size that was asked for and is
/// then kept) and the caller's wish to stop. For one kernel call at a time.
/// </summary>
internal sealed unsafe class KernelContext : IDisposable
{
    // Handing work to other threads takes a few microseconds, the time of about this many operations.
    private const double OperationsWorthSharing = 1e6;

    private AlignedBuffer? _leftPanels;
    private AlignedBuffer? _rightPanels;
    private AlignedBuffer? _scratch;

    /// <summary>Starts a team of <paramref name="threadCount"/> threads, the caller's included.</summary>
    public KernelContext(int threadCount, CancellationToken cancellationToken)
        : this(threadCount, SimdRung.Widest, cancellationToken)
    {
    }

    /// <summary>As the other constructor, with the kernels of a given register width, which the processor must have.</summary>
    public KernelContext(int threadCount, SimdRung rung, CancellationToken cancellationToken)
    {
        Team = new WorkerTeam(threadCount);
        Rung = rung;
        CancellationToken = cancellationToken;
    }

    public WorkerTeam Team { get; }

    public SimdRung Rung { get; }

    /// <summary>Gets the library that large operations are left to, or null.</summary>
    public DenseBackend? Backend { get; init; }

    /// <summary>Gets what ends the work.</summary>
    public CancellationToken CancellationToken { get; }

    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public void ThrowIfCancelled() => CancellationToken.ThrowIfCancellationRequested();

    /// <summary>Runs a task on the team, or on the caller's thread alone where <paramref name="operations"/> floating-point operations are not worth sharing.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested before every part was begun.</exception>
    public void Run<TTask>(int partCount, double operations, ref TTask task)
        where TTask : struct, ITeamTask
    {
        var cancellable = new CancellableTask<TTask>(task, CancellationToken);
        if (operations >= OperationsWorthSharing)
        {
            Team.Run(partCount, ref cancellable);
        }
        else
        {
            for (int index = 0; index < partCount; index++)
            {
                cancellable.Execute(index, worker: 0);
            }
        }

        task = cancellable.Task;
    }

    /// <summary>Memory for the packed left operand of a product; valid until the next call.</summary>
    public double* ReserveLeftPanels(nint length) => Reserve(ref _leftPanels, length);

    /// <summary>Memory for the packed right operand of a product; valid until the next call.</summary>
    public double* ReserveRightPanels(nint length) => Reserve(ref _rightPanels, length);

    /// <summary>Memory that products leave alone; valid until the next call.</summary>
    public double* ReserveScratch(nint length) => Reserve(ref _scratch, length);

    public void Dispose()
    {
        Team.Dispose();
        _leftPanels?.Dispose();
        _rightPanels?.Dispose();
        _scratch?.Dispose();
    }

    /// <summary>Looks before each part whether the caller wants to stop.</summary>
    private struct CancellableTask<TTask>(TTask task, CancellationToken cancellationToken) : ITeamTask
        where TTask : struct, ITeamTask
    {
        public TTask Task = task;

        public void Execute(int index, int worker)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task.Execute(index, worker);
        }
    }

    private static double* Reserve(ref AlignedBuffer? buffer, nint length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer?.Dispose();
            buffer = null;
            buffer = new AlignedBuffer(length);
        }

        return buffer.Data;
    }
}
