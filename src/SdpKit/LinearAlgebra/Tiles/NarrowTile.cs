using System.Runtime.CompilerServices;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Three registers by four columns: 12 sums, for instruction sets with 16 registers and for plain scalar code.</summary>
internal readonly unsafe struct NarrowTile<TVector, TLanes> : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    public static int Rows => 3 * TLanes.Count;

    public static int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, double* a, double* b, double alpha, double beta, double* c, nint stride)
    {
        TVector c00 = default, c10 = default, c20 = default;
        TVector c01 = default, c11 = default, c21 = default;
        TVector c02 = default, c12 = default, c22 = default;
        TVector c03 = default, c13 = default, c23 = default;

        for (; depth > 0; depth--)
        {
            TVector a0 = TLanes.Load(a);
            TVector a1 = TLanes.Load(a + TLanes.Count);
            TVector a2 = TLanes.Load(a + (2 * TLanes.Count));

            TVector bj = TLanes.Broadcast(b[0]);
            c00 = TLanes.MultiplyAdd(a0, bj, c00);
            c10 = TLanes.MultiplyAdd(a1, bj, c10);
            c20 = TLanes.MultiplyAdd(a2, bj, c20);

            bj = TLanes.Broadcast(b[1]);
            c01 = TLanes.MultiplyAdd(a0, bj, c01);
            c11 = TLanes.MultiplyAdd(a1, bj, c11);
            c21 = TLanes.MultiplyAdd(a2, bj, c21);

            bj = TLanes.Broadcast(b[2]);
            c02 = TLanes.MultiplyAdd(a0, bj, c02);
            c12 = TLanes.MultiplyAdd(a1, bj, c12);
            c22 = TLanes.MultiplyAdd(a2, bj, c22);

            bj = TLanes.Broadcast(b[3]);
            c03 = TLanes.MultiplyAdd(a0, bj, c03);
            c13 = TLanes.MultiplyAdd(a1, bj, c13);
            c23 = TLanes.MultiplyAdd(a2, bj, c23);

            a += Rows;
            b += Columns;
        }

        TVector alphas = TLanes.Broadcast(alpha);
        if (beta == 0)
        {
            TileColumn<TVector, TLanes>.Store(alphas, c00, c10, c20, c);
            TileColumn<TVector, TLanes>.Store(alphas, c01, c11, c21, c + stride);
            TileColumn<TVector, TLanes>.Store(alphas, c02, c12, c22, c + (2 * stride));
            TileColumn<TVector, TLanes>.Store(alphas, c03, c13, c23, c + (3 * stride));
            return;
        }

        TVector betas = TLanes.Broadcast(beta);
        TileColumn<TVector, TLanes>.Update(alphas, betas, c00, c10, c20, c);
        TileColumn<TVector, TLanes>.Update(alphas, betas, c01, c11, c21, c + stride);
        TileColumn<TVector, TLanes>.Update(alphas, betas, c02, c12, c22, c + (2 * stride));
        TileColumn<TVector, TLanes>.Update(alphas, betas, c03, c13, c23, c + (3 * stride));
    }
}
