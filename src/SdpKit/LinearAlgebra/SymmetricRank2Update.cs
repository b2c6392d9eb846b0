namespace SdpKit.LinearAlgebra;

/// <summary>Symmetric rank-2k update.</summary>
internal static class SymmetricRank2Update
{
    /// <summary>
    /// The lower triangle of C := alpha (A B' + B A') + beta C, or alpha (A'B + B'A) + beta C when <paramref name="transpose"/>;
    /// the rest of C is neither read nor written.
    /// </summary>
    public static void UpdateLower(
        double alpha, MatrixView a, MatrixView b, bool transpose, double beta, MatrixView c, KernelContext context)
    {
        SymmetricProduct.MultiplyLower(alpha, a, transpose, b, !transpose, beta, c, context);
        SymmetricProduct.MultiplyLower(alpha, b, transpose, a, !transpose, 1, c, context);
    }
}
