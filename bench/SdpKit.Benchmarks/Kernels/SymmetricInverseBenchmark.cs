using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>(L L')^-1; MathNet factors first, OpenBLAS fills one triangle only.</summary>
public unsafe class SymmetricInverseBenchmark : KernelBenchmark
{
    [Benchmark(Baseline = true)]
    public void SdpKit()
    {
        SymmetricInverse.FromCholesky(Operands.Factor, Operands.Work, Context);
    }

    [Benchmark]
    public object MathNet()
    {
        return MathNetPositiveDefinite.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(Order));
    }

    [Benchmark]
    public void OpenBlas()
    {
        Operands.Reset();
        Blas.InvertSymmetric(Order, Operands.Work.Data);
    }
}
