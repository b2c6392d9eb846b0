namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>
/// The few operations a kernel needs on a SIMD register of doubles. A kernel written once over this interface compiles for each width to the
/// code one would write by hand, down to plain scalar code for a register of one lane.
/// </summary>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Doubles in a register.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(double* source);

    static abstract void Store(TVector value, double* destination);

    static abstract TVector Broadcast(double value);

    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left * right + addend, fused where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);
}
