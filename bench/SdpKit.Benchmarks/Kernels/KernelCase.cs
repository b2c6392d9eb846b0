using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>One kernel on square operands of one order, with what it is compared with.</summary>
internal sealed unsafe class KernelCase : IDisposable
{
    private readonly AlignedBuffer _a;
    private readonly AlignedBuffer _factor;
    private readonly AlignedBuffer _work;

    public KernelCase(int order)
    {
        Order = order;
        _a = new AlignedBuffer((nint)order * order);
        _factor = new AlignedBuffer((nint)order * order);
        _work = new AlignedBuffer((nint)order * order);
        Random random = new(order);
        for (int j = 0; j < order; j++)
        {
            for (int i = 0; i < order; i++)
            {
                double value = random.NextDouble() - 0.5;
                *A.At(i, j) = value;
                *Factor.At(i, j) = i == j ? 1 + order : value;
            }
        }

        Reset();
    }

    public int Order { get; }

    /// <summary>Random entries.</summary>
    public MatrixView A => _a.AsMatrix(Order, Order);

    /// <summary>Lower triangle dominated by its diagonal: a positive definite matrix or a well-conditioned triangular one.</summary>
    public MatrixView Factor => _factor.AsMatrix(Order, Order);

    /// <summary>The operand that is overwritten.</summary>
    public MatrixView Work => _work.AsMatrix(Order, Order);

    /// <summary>Gives the overwritten operand its start value again.</summary>
    public void Reset() => Buffer.MemoryCopy(_factor.Data, _work.Data, _work.Length * sizeof(double), _work.Length * sizeof(double));

    public void Dispose()
    {
        _a.Dispose();
        _factor.Dispose();
        _work.Dispose();
    }
}
