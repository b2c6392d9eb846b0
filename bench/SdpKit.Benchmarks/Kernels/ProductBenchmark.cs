using BenchmarkDotNet.Attributes;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>C := A B.</summary>
public unsafe class ProductBenchmark : KernelBenchmark
{
    [Benchmark(Baseline = true)]
    public void SdpKit()
    {
        MatrixProduct.Multiply(1, Operands.A, false, Operands.Factor, false, 0, Operands.Work, Context);
    }

    [Benchmark]
    public object MathNet()
    {
        return MathNetA * MathNetPositiveDefinite;
    }

    [Benchmark]
    public void OpenBlas()
    {
        Blas.Multiply(Order, Operands.A.Data, Operands.Factor.Data, Operands.Work.Data);
    }
}
