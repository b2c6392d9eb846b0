using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>Three registers by eight columns: 24 sums, for instruction sets with 32 registers.</summary>
internal readonly unsafe struct WideTile<TVector, TLanes> : IRegisterTile
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    public static int Rows => 3 * TLanes.Count;

    public static int Columns => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, double* a, double* b, double alpha, double beta, double* c, nint stride)
    {
        TVector c00 = default, c10 = default, c20 = default;
        TVector c01 = default, c11 = default, c21 = default;
        TVector c02 = default, c12 = default, c22 = default;
        TVector c03 = default, c13 = default, c23 = default;
        TVector c04 = default, c14 = default, c24 = default;
        TVector c05 = default, c15 = default, c25 = default;
        TVector c06 = default, c16 = default, c26 = default;
        TVector c07 = default, c17 = default, c27 = default;

        if (Sse.IsSupported)
        {
            // C is not touched for a few thousand cycles; then its lines are there.
            for (nint j = 0; j < Columns; j++)
            {
                Sse.Prefetch0(c + (j * stride));
                Sse.Prefetch0(c + (j * stride) + 8);
                Sse.Prefetch0(c + (j * stride) + Rows - 1);
            }
        }

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

            bj = TLanes.Broadcast(b[4]);
            c04 = TLanes.MultiplyAdd(a0, bj, c04);
            c14 = TLanes.MultiplyAdd(a1, bj, c14);
            c24 = TLanes.MultiplyAdd(a2, bj, c24);

            bj = TLanes.Broadcast(b[5]);
            c05 = TLanes.MultiplyAdd(a0, bj, c05);
            c15 = TLanes.MultiplyAdd(a1, bj, c15);
            c25 = TLanes.MultiplyAdd(a2, bj, c25);

            bj = TLanes.Broadcast(b[6]);
            c06 = TLanes.MultiplyAdd(a0, bj, c06);
            c16 = TLanes.MultiplyAdd(a1, bj, c16);
            c26 = TLanes.MultiplyAdd(a2, bj, c26);

            bj = TLanes.Broadcast(b[7]);
            c07 = TLanes.MultiplyAdd(a0, bj, c07);
            c17 = TLanes.MultiplyAdd(a1, bj, c17);
            c27 = TLanes.MultiplyAdd(a2, bj, c27);

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
            TileColumn<TVector, TLanes>.Store(alphas, c04, c14, c24, c + (4 * stride));
            TileColumn<TVector, TLanes>.Store(alphas, c05, c15, c25, c + (5 * stride));
            TileColumn<TVector, TLanes>.Store(alphas, c06, c16, c26, c + (6 * stride));
            TileColumn<TVector, TLanes>.Store(alphas, c07, c17, c27, c + (7 * stride));
            return;
        }

        TVector betas = TLanes.Broadcast(beta);
        TileColumn<TVector, TLanes>.Update(alphas, betas, c00, c10, c20, c);
        TileColumn<TVector, TLanes>.Update(alphas, betas, c01, c11, c21, c + stride);
        TileColumn<TVector, TLanes>.Update(alphas, betas, c02, c12, c22, c + (2 * stride));
        TileColumn<TVector, TLanes>.Update(alphas, betas, c03, c13, c23, c + (3 * stride));
        TileColumn<TVector, TLanes>.Update(alphas, betas, c04, c14, c24, c + (4 * stride));
        TileColumn<TVector, TLanes>.Update(alphas, betas, c05, c15, c25, c + (5 * stride));
        TileColumn<TVector, TLanes>.Update(alphas, betas, c06, c16, c26, c + (6 * stride));
        TileColumn<TVector, TLanes>.Update(alphas, betas, c07, c17, c27, c + (7 * stride));
    }
}
