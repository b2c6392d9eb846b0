namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>The further operations that kernels on vectors need: sums and maxima over lanes, and the last few entries of a vector.</summary>
internal unsafe interface IVectorLanes<TVector> : ILanes<TVector>
    where TVector : unmanaged
{
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
