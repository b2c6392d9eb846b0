using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Factors block-diagonal matrices, block by block; the test of positive definiteness that every step has to pass.</summary>
internal static unsafe class BlockCholesky
{
    /// <summary>Factors each semidefinite block as LL' into <paramref name="factor"/> (lower triangles); false where a block or a diagonal entry is not positive.</summary>
    public static bool TryFactor(BlockMatrices matrix, BlockMatrices factor, KernelContext context)
    {
        for (int i = 0; i < matrix.DiagonalOrder; i++)
        {
            if (!(matrix.Diagonal[i] > 0.0))
            {
                return false;
            }
        }

        factor.CopyFrom(matrix, context);
        foreach (MatrixView block in factor.Semidefinite)
        {
            if (Cholesky.Factor(block, context) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
