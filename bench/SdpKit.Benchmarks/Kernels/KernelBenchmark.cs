using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>Operands and rivals that all kernel benchmarks share; one thread everywhere.</summary>
public abstract unsafe class KernelBenchmark
{
    private OpenBlas? _blas;

    [Params(20, 131, 1000)]
    public int Order { get; set; }

    /// <summary>Random entries, as MathNet sees them.</summary>
    protected Matrix<double> MathNetA { get; private set; } = null!;

    /// <summary>Positive definite, as MathNet sees it.</summary>
    protected Matrix<double> MathNetPositiveDefinite { get; private set; } = null!;

    private protected KernelCase Operands { get; private set; } = null!;

    private protected KernelContext Context { get; private set; } = null!;

    private protected OpenBlas Blas => _blas ?? throw new PlatformNotSupportedException("libopenblas is not installed.");

    [GlobalSetup]
    public void SetUp()
    {
        MathNet.Numerics.Control.UseManaged();
        MathNet.Numerics.Control.UseSingleThread();
        Operands = new KernelCase(Order);
        Context = new KernelContext(1, CancellationToken.None);
        _blas = OpenBlas.TryLoad();
        _blas?.SetThreads(1);
        MathNetA = Matrix<double>.Build.Dense(Order, Order, (i, j) => *Operands.A.At(i, j));
        MathNetPositiveDefinite = Matrix<double>.Build.Dense(
            Order, Order, (i, j) => *Operands.Factor.At(Math.Max(i, j), Math.Min(i, j)));
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        Operands.Dispose();
        Context.Dispose();
    }
}
