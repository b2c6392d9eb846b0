namespace SdpKit.LinearAlgebra.Simd;

/// <summary>Names one rung of the vector-width ladder: a kernel is written once over a rung, and the JIT compiles it for each width.</summary>
/// <typeparam name="TVector">The register type of the rung.</typeparam>
/// <remarks>
/// The choice of rung belongs to the machine and never changes within a process, so the summation order of a kernel is fixed.
/// Counts of the partial loads and stores are from 1 to <see cref="Width"/> - 1; memory behind them is not touched.
/// </remarks>
internal unsafe interface ISimdRung<TVector>
    where TVector : struct
{
    static abstract int Width { get; }

    static abstract TVector Broadcast(double value);

    static abstract TVector Load(double* source);

    /// <summary>Loads the first lanes and sets the others to zero.</summary>
    static abstract TVector LoadPartial(double* source, int count);

    static abstract void Store(double* destination, TVector value);

    static abstract void StorePartial(double* destination, TVector value, int count);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>Computes a b + c, fused where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>Takes the larger magnitude of each lane; a NaN in either operand stays.</summary>
    static abstract TVector MaxAbs(TVector a, TVector b);

    /// <summary>Adds up the lanes.</summary>
    static abstract double Sum(TVector value);

    /// <summary>Takes the largest of non-negative lanes; a NaN in any lane stays.</summary>
    static abstract double Largest(TVector value);
}
