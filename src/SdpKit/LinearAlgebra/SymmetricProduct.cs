namespace SdpKit.LinearAlgebra;

/// <summary>Product of which only the lower triangle is wanted, because it is symmetric or will be made so: half the work.</summary>
internal static unsafe class SymmetricProduct
{
    /// <summary>The lower triangle of C := alpha op(A) op(B) + beta C; the rest of C is neither read nor written. With beta = 0 the old C is never read.</summary>
    public static void MultiplyLower(
        double alpha, MatrixView a, bool transposeA, MatrixView b, bool transposeB, double beta, MatrixView c, KernelContext context)
    {
        int depth = transposeA ? a.Rows : a.Columns;
        for (int j = 0; j < c.Columns; j++)
        {
            context.ThrowIfCancelled();
            for (int i = j; i < c.Rows; i++)
            {
                double sum = 0;
                for (int k = 0; k < depth; k++)
                {
                    sum += (transposeA ? *a.At(k, i) : *a.At(i, k)) * (transposeB ? *b.At(j, k) : *b.At(k, j));
                }

                *c.At(i, j) = (alpha * sum) + (beta == 0 ? 0 : beta * *c.At(i, j));
            }
        }
    }
}
