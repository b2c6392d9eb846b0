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

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>The larger magnitude in each lane; a NaN in either operand stays.</summary>
    static abstract TVector MaxAbs(TVector left, TVector right);

    /// <summary>The first <paramref name="count"/> lanes from memory, at least one and fewer than all, and zeros; memory behind them is not touched.</summary>
    static abstract TVector LoadPartial(double* source, int count);

    /// <summary>Stores the first <paramref name="count"/> lanes, at least one and fewer than all; memory behind them is not touched.</summary>
    static abstract void StorePartial(TVector value, double* destination, int count);

    /// <summary>The sum of the lanes.</summary>
    static abstract double Sum(TVector value);

    /// <summary>The largest of lanes that are not negative; a NaN in any lane stays.</summary>
    static abstract double Largest(TVector value);
}
