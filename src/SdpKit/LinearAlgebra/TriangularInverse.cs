namespace SdpKit.LinearAlgebra;

/// <summary>Inverse of a lower triangular matrix.</summary>
internal static unsafe class TriangularInverse
{
    /// <summary>L := L^-1 in place; what is above the diagonal is neither read nor written.</summary>
    public static void InvertLower(MatrixView l, KernelContext context)
    {
        for (int j = l.Columns - 1; j >= 0; j--)
        {
            context.ThrowIfCancelled();
            double inverse = 1 / *l.At(j, j);
            *l.At(j, j) = inverse;
            for (int i = l.Rows - 1; i > j; i--)
            {
                double sum = 0;
                for (int k = j + 1; k <= i; k++)
                {
                    sum += *l.At(i, k) * *l.At(k, j);
                }

                *l.At(i, j) = -inverse * sum;
            }
        }
    }
}
