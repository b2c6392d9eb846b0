using BenchmarkDotNet.Attributes;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>B := L^-1 B, with a copy of B. MathNet has no triangular solve.</summary>
public unsafe class TriangularSolveBenchmark : KernelBenchmark
{
    [Benchmark(Baseline = true)]
    public void SdpKit()
    {
        Operands.Reset();
        TriangularSolve.SolveLower(Operands.Factor, false, Operands.Work, Context);
    }

    [Benchmark]
    public void OpenBlas()
    {
        Operands.Reset();
        Blas.Solve(Order, Operands.Factor.Data, Operands.Work.Data);
    }
}
