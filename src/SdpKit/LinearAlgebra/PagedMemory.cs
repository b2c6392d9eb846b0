namespace SdpKit.LinearAlgebra;

/// <summary>
/// Copies and clears large matrices page by page, on all threads. A page that is zero and stays zero is not written to: fresh memory gets its pages when it is first written
/// to, which costs ten times as much as a copy, and the matrices that a solve begins with are nearly all zeros.
/// </summary>
internal static unsafe class PagedMemory
{
    /// <summary>The doubles of a page of memory, and of a part that one thread does before it looks whether the caller wants to stop: a megabyte, a few milliseconds at worst.</summary>
    private const int PageLength = 512;
    private const int PartLength = 256 * PageLength;

    /// <summary>Copies x to y, which do not overlap.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested; y is partly overwritten.</exception>
    public static void Copy(double* x, double* y, nint n, KernelContext context) => Run(new PageTask(x, y, n), n, context);

    /// <summary>Sets y to zero.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested; y is partly overwritten.</exception>
    public static void Clear(double* y, nint n, KernelContext context) => Run(new PageTask(null, y, n), n, context);

    /// <summary>Copies x to y, which do not overlap, also after cancellation was requested: the answer of a solve has to be copied out then, too.</summary>
    public static void CopyOut(ReadOnlySpan<double> x, Span<double> y, KernelContext context)
    {
        fixed (double* source = x, destination = y)
        {
            var task = new PageTask(source, destination, x.Length);
            context.Team.Run(PartCount(x.Length), ref task);
        }
    }

    private static void Run(PageTask task, nint n, KernelContext context) => context.Run(PartCount(n), n, ref task);

    private static int PartCount(nint n) => (int)((n + PartLength - 1) / PartLength);

    /// <summary>A part is a stretch of pages; no source stands for zeros.</summary>
    private readonly struct PageTask(double* source, double* destination, nint length) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            nint end = Math.Min(length, (nint)(index + 1) * PartLength);
            for (nint first = (nint)index * PartLength; first < end; first += PageLength)
            {
                int count = (int)Math.Min(PageLength, end - first);
                var target = new Span<double>(destination + first, count);
                ReadOnlySpan<double> values = source is null ? default : new ReadOnlySpan<double>(source + first, count);
                if (values.ContainsAnyExcept(0.0))
                {
                    values.CopyTo(target);
                }
                else if (target.ContainsAnyExcept(0.0))
                {
                    target.Clear();
                }
            }
        }
    }
}
