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

        factor.CopyFrom(matrix);
        foreach (MatrixView block in factor.Semidefinite)
        {
            if (Cholesky.Factor(block, context) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Computes the inverse, both triangles, of the matrix whose factor is given; diagonal entries come from the matrix itself.</summary>
    public static void Invert(BlockMatrices factor, BlockMatrices matrix, BlockMatrices destination, KernelContext context)
    {
        for (int b = 0; b < factor.Semidefinite.Length; b++)
        {
            SymmetricInverse.FromCholesky(factor.Semidefinite[b], destination.Semidefinite[b], context);
        }

        for (int i = 0; i < matrix.DiagonalOrder; i++)
        {
            destination.Diagonal[i] = 1.0 / matrix.Diagonal[i];
        }
    }
}
