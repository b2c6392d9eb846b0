namespace SdpKit.LinearAlgebra;

/// <summary>General matrix product.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>C := alpha op(A) op(B) + beta C. With beta = 0 the old C is never read.</summary>
    public static void Multiply(
        double alpha, MatrixView a, bool transposeA, MatrixView b, bool transposeB, double beta, MatrixView c, KernelContext context)
    {
        int depth = transposeA ? a.Rows : a.Columns;
        for (int j = 0; j < c.Columns; j++)
        {
            context.ThrowIfCancelled();
            for (int i = 0; i < c.Rows; i++)
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
