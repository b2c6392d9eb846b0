namespace SdpKit.LinearAlgebra;

/// <summary>Inverse of a positive definite matrix from its Cholesky factor.</summary>
internal static unsafe class SymmetricInverse
{
    /// <summary>Fills both triangles of <paramref name="destination"/> with (L L')^-1. The destination may be L's own memory; otherwise L is kept.</summary>
    public static void FromCholesky(MatrixView l, MatrixView destination, KernelContext context)
    {
        int n = l.Columns;
        for (int j = 0; j < n; j++)
        {
            new ReadOnlySpan<double>(l.At(j, j), n - j).CopyTo(new Span<double>(destination.At(j, j), n - j));
        }

        TriangularInverse.InvertLower(destination, context);
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = 0;
                for (int k = i; k < n; k++)
                {
                    sum += *destination.At(k, i) * *destination.At(k, j);
                }

                *destination.At(i, j) = sum;
            }
        }

        Symmetrization.MirrorLower(destination, context);
    }
}
