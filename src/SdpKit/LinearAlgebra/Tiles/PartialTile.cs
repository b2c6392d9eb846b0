using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Adds to a matrix the wanted part of a tile that reaches beyond its edge or its diagonal.</summary>
internal static unsafe class PartialTile
{
    /// <summary>C := alpha T + beta C where i + <paramref name="diagonal"/> >= j. With beta = 0 the old C is never read.</summary>
    public static void Merge<TVector, TLanes>(double alpha, double* tile, int tileStride, double beta, MatrixView c, int diagonal)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        for (int j = 0; j < c.Columns; j++)
        {
            int i = Math.Max(0, j - diagonal);
            i = Merge<TVector, TLanes>(alpha, tile, beta, c.Column(j), i, c.Rows);
            Merge<double, Lanes64>(alpha, tile, beta, c.Column(j), i, c.Rows);
            tile += tileStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Merge<TVector, TLanes>(double alpha, double* tile, double beta, double* c, int first, int end)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        TVector alphas = TLanes.Broadcast(alpha);
        TVector betas = TLanes.Broadcast(beta);
        int i = first;
        for (; i + TLanes.Count <= end; i += TLanes.Count)
        {
            TVector product = TLanes.Load(tile + i);
            TLanes.Store(
                beta == 0
                    ? TLanes.Multiply(alphas, product)
                    : TLanes.MultiplyAdd(alphas, product, TLanes.Multiply(betas, TLanes.Load(c + i))),
                c + i);
        }

        return i;
    }
}
