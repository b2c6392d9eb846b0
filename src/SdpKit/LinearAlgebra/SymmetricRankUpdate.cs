namespace SdpKit.LinearAlgebra;

/// <summary>Symmetric rank-k update.</summary>
internal static class SymmetricRankUpdate
{
    /// <summary>The lower triangle of C := alpha A A' + beta C, or alpha A'A + beta C when <paramref name="transposeA"/>; the rest of C is neither read nor written.</summary>
    public static void UpdateLower(double alpha, MatrixView a, bool transposeA, double beta, MatrixView c, KernelContext context) =>
        SymmetricProduct.MultiplyLower(alpha, a, transposeA, a, !transposeA, beta, c, context);
}
