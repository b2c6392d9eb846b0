using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

public unsafe class PagedMemoryTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(511, 2)]
    [InlineData(1025, 1)]
    [InlineData(1_300_007, 1)]
    [InlineData(1_300_007, 3)]
    public void Copies_and_clears_are_those_of_spans_whatever_is_zero(int length, int threads)
    {
        using KernelContext context = new(threads, CancellationToken.None);
        using AlignedBuffer source = Stretches(length, 1);
        using AlignedBuffer destination = Stretches(length, 2);
        ReadOnlySpan<double> expected = new(source.Data, length);
        Span<double> actual = new(destination.Data, length);
        PagedMemory.Copy(source.Data, destination.Data, length, context);
        Assert.True(expected.SequenceEqual(actual));

        actual.Reverse();
        PagedMemory.CopyOut(expected, actual, context);
        Assert.True(expected.SequenceEqual(actual));

        PagedMemory.Clear(destination.Data, length, context);
        Assert.False(actual.ContainsAnyExcept(0.0));
    }

    [Fact]
    public void Only_an_answer_is_copied_after_cancellation()
    {
        using KernelContext context = new(2, new CancellationToken(canceled: true));
        double[] source = [1.0, double.NaN, 0.0];
        double[] destination = new double[source.Length];
        fixed (double* x = source, y = destination)
        {
            double* from = x;
            double* to = y;
            Assert.Throws<OperationCanceledException>(() => PagedMemory.Copy(from, to, source.Length, context));
            Assert.Throws<OperationCanceledException>(() => PagedMemory.Clear(from, source.Length, context));
        }

        Assert.Equal(new double[source.Length], destination);
        PagedMemory.CopyOut(source, destination, context);
        Assert.Equal(source, destination);
    }

    /// <summary>Stretches of zeros and of other values, of a length of a few pages each.</summary>
    private static AlignedBuffer Stretches(int length, int seed)
    {
        AlignedBuffer buffer = new(length);
        Random random = new(seed);
        for (int first = 0; first < length;)
        {
            int end = Math.Min(length, first + random.Next(1, 2000));
            for (bool isZero = random.Next(2) == 0; first < end; first++)
            {
                buffer.Data[first] = isZero ? 0.0 : random.NextDouble() - 0.5;
            }
        }

        return buffer;
    }
}
