using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Hands out columns to the threads of a team, a panel at a time: blocks of a path are often too small to share the work on one, and a panel stays in the cache from one block to the next.</summary>
internal sealed class ColumnPanels : IDisposable
{
    private readonly KernelContext _context;
    private readonly KernelContext[] _workers;
    private readonly int _width;

    /// <param name="context">The team, and cancellation.</param>
    /// <param name="largestBlock">The order of the largest block. Large ones are packed anew for each panel, which then must be wide to be worth it.</param>
    public ColumnPanels(KernelContext context, int largestBlock)
    {
        const int LargestUnpackedBlock = 64;
        _context = context;
        _workers = [.. Enumerable.Range(0, context.Team.ThreadCount).Select(_ => new KernelContext(1, context.Rung, CancellationToken.None))];
        _width = largestBlock <= LargestUnpackedBlock ? 64 : 256;
    }

    public void Run<TTask>(int columns, TTask task)
        where TTask : struct, IPanelTask
    {
        _context.ThrowIfCancelled();
        var panels = new PanelTask<TTask>(task, columns, _width, _workers);
        _context.Team.Run((columns + _width - 1) / _width, ref panels);
    }

    public void Dispose()
    {
        foreach (KernelContext worker in _workers)
        {
            worker.Dispose();
        }
    }

    private readonly struct PanelTask<TTask>(TTask task, int columns, int width, KernelContext[] workers) : ITeamTask
        where TTask : struct, IPanelTask
    {
        public void Execute(int index, int worker) => task.Execute(index * width, Math.Min(width, columns - (index * width)), workers[worker]);
    }
}
