using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>General matrix product.</summary>
internal static class MatrixProduct
{
    /// <summary>C := alpha op(A) op(B) + beta C, where op(A) is A or A'. With beta = 0 the old C is never read. C must not overlap A or B.</summary>
    public static void Multiply(
        double alpha, MatrixView a, bool transposeA, MatrixView b, bool transposeB, double beta, MatrixView c, KernelContext context) =>
        OrientedProduct.Multiply(
            alpha, new StridedMatrix(a, transposeA), new StridedMatrix(b, transposeB), beta, new StridedMatrix(c, transpose: false), lowerOnly: false, context);
}
