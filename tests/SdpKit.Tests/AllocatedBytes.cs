namespace SdpKit.Tests;

/// <summary>Counts what an action allocates on the calling thread.</summary>
internal static class AllocatedBytes
{
    /// <summary>Returns the least of several runs: the runtime allocates on a thread now and then, when it compiles a method again for instance.</summary>
    public static long Least(Action action)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
