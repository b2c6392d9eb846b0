using System.Diagnostics;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class KernelContextTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    [InlineData(523)]
    public void Results_have_the_same_bits_for_any_number_of_threads(int order)
    {
        long[] expected = Bits(order, threads: 1);
        Assert.Equal(expected, Bits(order, threads: 2));
        Assert.Equal(expected, Bits(order, threads: 3));
        Assert.Equal(expected, Bits(order, threads: 4));
        Assert.Equal(expected, Bits(order, threads: 8));
    }

    [Fact]
    public async Task Contexts_at_work_at_the_same_time_do_not_disturb_each_other()
    {
        long[] expected = Bits(200, threads: 1);
        long[][] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Bits(200, threads: 1 + (i % 2)))));
        Assert.All(results, bits => Assert.Equal(expected, bits));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelled_kernels_stop_and_the_team_survives(int threads)
    {
        using CancellationTokenSource cancellation = new();
        using KernelContext context = new(threads, cancellation.Token);
        using KernelRuns runs = new(100);
        runs.Run(context);
        cancellation.Cancel();
        using TestMatrix a = TestMatrix.RandomPositiveDefinite(100, 1);
        using TestMatrix b = TestMatrix.Random(100, 100, 2);
        Assert.Throws<OperationCanceledException>(() => MatrixProduct.Multiply(1, a.View, false, a.View, false, 0, b.View, context));
        Assert.Throws<OperationCanceledException>(() => Cholesky.Factor(a.View, context));
        Assert.Throws<OperationCanceledException>(() => TriangularSolve.SolveLower(a.View, false, b.View, context));
        Assert.Throws<OperationCanceledException>(() => TriangularInverse.InvertLower(a.View, context));
        Assert.Throws<OperationCanceledException>(context.ThrowIfCancelled);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_long_product_ends_soon_after_its_cancellation(int threads)
    {
        // Seconds of work even on a fast machine. The time counts that the calling thread computes; the limit is generous because others share the processor.
        const int Order = 6000;
        using AlignedBuffer buffer = new((nint)Order * Order);
        using AlignedBuffer result = new((nint)Order * Order);
        using CancellationTokenSource cancellation = new();
        using KernelContext context = new(threads, cancellation.Token);
        MatrixView a = buffer.AsMatrix(Order, Order);
        var clock = ThreadTime.OfThisThread();
        TimeSpan cancelled = TimeSpan.Zero;
        using Timer timer = new(_ =>
        {
            cancelled = clock.Read();
            cancellation.Cancel();
        });
        timer.Change(150, Timeout.Infinite);
        Assert.Throws<OperationCanceledException>(() => MultiplyUntilCancelled(a, result.AsMatrix(Order, Order), context));
        Assert.InRange((clock.Read() - cancelled).TotalSeconds, 0, 1);
    }

    private static void MultiplyUntilCancelled(MatrixView a, MatrixView c, KernelContext context)
    {
        while (true)
        {
            MatrixProduct.Multiply(1, a, false, a, false, 0, c, context);
        }
    }

    private static long[] Bits(int order, int threads)
    {
        using KernelContext context = new(threads, CancellationToken.None);
        using KernelRuns runs = new(order);
        runs.Run(context);
        return runs.Bits();
    }
}
