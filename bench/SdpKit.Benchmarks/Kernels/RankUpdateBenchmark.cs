using BenchmarkDotNet.Attributes;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>Lower triangle of C := A A'; MathNet computes both.</summary>
public unsafe class RankUpdateBenchmark : KernelBenchmark
{
    [Benchmark(Baseline = true)]
    public void SdpKit()
    {
        SymmetricRankUpdate.UpdateLower(1, Operands.A, false, 0, Operands.Work, Context);
    }

    [Benchmark]
    public object MathNet()
    {
        return MathNetA.TransposeAndMultiply(MathNetA);
    }

    [Benchmark]
    public void OpenBlas()
    {
        Blas.RankUpdate(Order, Operands.A.Data, Operands.Work.Data);
    }
}
