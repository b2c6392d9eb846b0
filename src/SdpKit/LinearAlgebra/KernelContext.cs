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
    public void Run<TTask>(int partCount, double operations, ref TTask task)
        where TTask : struct, ITeamTask
    {
        if (operations >= OperationsWorthSharing)
        {
            Team.Run(partCount, ref task);
            return;
        }

        for (int index = 0; index < partCount; index++)
        {
            task.Execute(index, worker: 0);
        }
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
