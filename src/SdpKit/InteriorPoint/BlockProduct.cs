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

        MultiplyDiagonal(1.0, left, right, 0.0, destination);
    }

    /// <summary>Computes <c>destination = alpha * left * right + beta * destination</c> of the diagonal block; with beta = 0 the old one is not read.</summary>
    public static void MultiplyDiagonal(double alpha, BlockMatrices left, BlockMatrices right, double beta, BlockMatrices destination)
    {
        VectorOperations.ScaleOrClear(beta, destination.Diagonal, destination.DiagonalOrder);
        for (int i = 0; i < left.DiagonalOrder; i++)
        {
            destination.Diagonal[i] += alpha * left.Diagonal[i] * right.Diagonal[i];
        }
    }
}
