using BenchmarkDotNet.Attributes;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>A = L L', with the copy of A that all three need.</summary>
public unsafe class CholeskyBenchmark : KernelBenchmark
{
    [Benchmark(Baseline = true)]
    public void SdpKit()
    {
        Operands.Reset();
        Cholesky.Factor(Operands.Work, Context);
    }

    [Benchmark]
    public object MathNet()
    {
        return MathNetPositiveDefinite.Cholesky();
    }

    [Benchmark]
    public void OpenBlas()
    {
        Operands.Reset();
        Blas.Factor(Order, Operands.Work.Data);
    }
}
