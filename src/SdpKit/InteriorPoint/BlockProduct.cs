using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Multiplies block-diagonal matrices, block by block.</summary>
internal static unsafe class BlockProduct
{
    /// <summary>Computes <c>destination = left * right</c>; the result is not symmetric.</summary>
    public static void Multiply(BlockMatrices left, BlockMatrices right, BlockMatrices destination, KernelContext context)
    {
        for (int b = 0; b < left.Semidefinite.Length; b++)
        {
            MatrixProduct.Multiply(1.0, left.Semidefinite[b], false, right.Semidefinite[b], false, 0.0, destination.Semidefinite[b], context);
        }

        for (int i = 0; i < left.DiagonalOrder; i++)
        {
            destination.Diagonal[i] = left.Diagonal[i] * right.Diagonal[i];
        }
    }
}
