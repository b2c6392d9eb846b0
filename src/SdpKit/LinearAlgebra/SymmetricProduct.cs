using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Product of which only the lower triangle is wanted, because it is symmetric or will be made so: half the work.</summary>
internal static class SymmetricProduct
{
    /// <summary>
    /// The lower triangle of C := alpha op(A) op(B) + beta C, where op(A) is A or A'; the rest of C is neither read nor written.
    /// With beta = 0 the old C is never read. C must not overlap A or B.
    /// </summary>
    public static void MultiplyLower(
        double alpha, MatrixView a, bool transposeA, MatrixView b, bool transposeB, double beta, MatrixView c, KernelContext context) =>
        OrientedProduct.Multiply(
            alpha, new StridedMatrix(a, transposeA), new StridedMatrix(b, transposeB), beta, new StridedMatrix(c, transpose: false), lowerOnly: true, context);
}
