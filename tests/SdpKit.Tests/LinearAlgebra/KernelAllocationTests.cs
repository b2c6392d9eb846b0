using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

/// <summary>Runs alone, because the count of allocated bytes is that of the whole process.</summary>
[CollectionDefinition(nameof(KernelAllocationTests), DisableParallelization = true)]
[Collection(nameof(KernelAllocationTests))]
[Trait("Category", "Kernels")]
public class KernelAllocationTests
{
    [Theory]
    [InlineData(20, 1)]
    [InlineData(300, 1)]
    [InlineData(300, 2)]
    public void Kernels_allocate_nothing_once_their_memory_has_grown(int order, int threads)
    {
        using KernelContext context = new(threads, CancellationToken.None);
        using KernelRuns runs = new(order);
        runs.Run(context);

        // The just-in-time compiler and the timer queue of the runtime allocate now and then, so one quiet run is what is asked for.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            runs.Run(context);
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            least = Math.Min(least, allocated);
        }

        Assert.Equal(0, least);
    }
}
