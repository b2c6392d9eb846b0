using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Owns what the paths of all blocks share: the team, and for every worker scratch memory and a context of its own for serial kernels.</summary>
internal sealed unsafe class SchurWorkspace : IDisposable
{
    /// <summary>A multiply-add of entries that lie apart takes about as long as so many operations of a dense kernel.</summary>
    private const double OperationsPerEntry = 10.0;

    private readonly KernelContext[] _serial;
    private readonly AlignedBuffer[] _scratch;

    public SchurWorkspace(KernelContext context, long scratchLength)
    {
        Context = context;
        int workers = context.Team.ThreadCount;
        _serial = new KernelContext[workers];
        _scratch = new AlignedBuffer[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            _serial[worker] = new KernelContext(1, CancellationToken.None);
            _scratch[worker] = new AlignedBuffer((nint)scratchLength);
        }
    }

    /// <summary>Gets the context of the whole team.</summary>
    public KernelContext Context { get; }

    /// <summary>Gets the context in which a worker runs short kernels by itself; whoever hands out the work looks for cancellation.</summary>
    public KernelContext Serial(int worker) => _serial[worker];

    public double* Scratch(int worker) => _scratch[worker].Data;

    /// <summary>Runs the task for every index, by the team where that many multiply-adds of entries are worth it; the bits do not depend on that.</summary>
    public void Run<TTask>(int count, double work, ref TTask task)
        where TTask : struct, ITeamTask => Context.Run(count, OperationsPerEntry * work, ref task);

    public void Dispose()
    {
        foreach (KernelContext context in _serial)
        {
            context.Dispose();
        }

        foreach (AlignedBuffer scratch in _scratch)
        {
            scratch.Dispose();
        }
    }
}
