using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Two registers used as one: half as many loads of the other operand for each.</summary>
internal readonly unsafe struct PairLanes<TVector, TLanes> : ILanes<(TVector Low, TVector High)>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    public static int Count => 2 * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Low, TVector High) Load(double* source) => (TLanes.Load(source), TLanes.Load(source + TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store((TVector Low, TVector High) value, double* destination)
    {
        TLanes.Store(value.Low, destination);
        TLanes.Store(value.High, destination + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Low, TVector High) Broadcast(double value)
    {
        TVector both = TLanes.Broadcast(value);
        return (both, both);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Low, TVector High) Multiply((TVector Low, TVector High) left, (TVector Low, TVector High) right) =>
        (TLanes.Multiply(left.Low, right.Low), TLanes.Multiply(left.High, right.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Low, TVector High) MultiplyAdd(
        (TVector Low, TVector High) left, (TVector Low, TVector High) right, (TVector Low, TVector High) addend) =>
        (TLanes.MultiplyAdd(left.Low, right.Low, addend.Low), TLanes.MultiplyAdd(left.High, right.High, addend.High));
}
