using BenchmarkDotNet.Attributes;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>L := L^-1, with a copy of L. MathNet has no triangular inverse.</summary>
public unsafe class TriangularInverseBenchmark : KernelBenchmark
{
    [Benchmark(Baseline = true)]
    public void SdpKit()
    {
        Operands.Reset();
        TriangularInverse.InvertLower(Operands.Work, Context);
    }

    [Benchmark]
    public void OpenBlas()
    {
        Operands.Reset();
        Blas.Invert(Order, Operands.Work.Data);
    }
}
