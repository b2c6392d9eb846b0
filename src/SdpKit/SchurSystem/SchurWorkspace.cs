using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Owns what the paths of all blocks share: the team, and for every worker scratch memory and a context of its own for serial kernels.</summary>
internal sealed unsafe class SchurWorkspace : IDisposable
{
    /// <summary>Below about this many multiply-adds waking the team costs more than it saves.</summary>
    private const double ThreadingThreshold = 1e5;

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

    /// <summary>Runs the task for every index, by the team where the work is worth it; the bits do not depend on that.</summary>
    public void Run<TTask>(int count, double work, ref TTask task)
        where TTask : struct, ITeamTask
    {
        if (work >= ThreadingThreshold)
        {
            Context.Team.Run(count, ref task);
            return;
        }

        for (int index = 0; index < count; index++)
        {
            task.Execute(index, worker: 0);
        }
    }

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
