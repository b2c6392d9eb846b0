using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Writes one column of a register tile, three registers high, to C.</summary>
internal static unsafe class TileColumn<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    /// <summary>C := alpha product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TVector alphas, TVector c0, TVector c1, TVector c2, double* c)
    {
        TLanes.Store(TLanes.Multiply(alphas, c0), c);
        TLanes.Store(TLanes.Multiply(alphas, c1), c + TLanes.Count);
        TLanes.Store(TLanes.Multiply(alphas, c2), c + (2 * TLanes.Count));
    }

    /// <summary>C := alpha product + beta C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update(TVector alphas, TVector betas, TVector c0, TVector c1, TVector c2, double* c)
    {
        Update(alphas, betas, c0, c);
        Update(alphas, betas, c1, c + TLanes.Count);
        Update(alphas, betas, c2, c + (2 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update(TVector alphas, TVector betas, TVector product, double* c) =>
        TLanes.Store(TLanes.MultiplyAdd(alphas, product, TLanes.Multiply(betas, TLanes.Load(c))), c);
}
