namespace SdpKit.LinearAlgebra;

/// <summary>Cholesky factorisation A = L L'.</summary>
internal static unsafe class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L; the upper triangle is neither read nor written.</summary>
    /// <returns>-1, or the first column whose pivot is not a positive number; the matrix is then partly overwritten.</returns>
    public static int Factor(MatrixView a, KernelContext context)
    {
        Factor(a, double.NaN, double.NaN, context, out int failedColumn);
        return failedColumn;
    }

    /// <summary>As <see cref="Factor(MatrixView, KernelContext)"/>, but a pivot at or below <paramref name="pivotFloor"/> becomes <paramref name="pivotReplacement"/>.</summary>
    /// <returns>The number of replaced pivots, or -1 when a pivot is not a number.</returns>
    public static int Factor(MatrixView a, double pivotFloor, double pivotReplacement, KernelContext context)
    {
        int replaced = Factor(a, pivotFloor, pivotReplacement, context, out int failedColumn);
        return failedColumn >= 0 ? -1 : replaced;
    }

    private static int Factor(MatrixView a, double pivotFloor, double pivotReplacement, KernelContext context, out int failedColumn)
    {
        int replaced = 0;
        failedColumn = -1;
        for (int j = 0; j < a.Columns; j++)
        {
            context.ThrowIfCancelled();
            double pivot = *a.At(j, j);
            for (int k = 0; k < j; k++)
            {
                pivot -= *a.At(j, k) * *a.At(j, k);
            }

            if (pivot <= pivotFloor)
            {
                pivot = pivotReplacement;
                replaced++;
            }

            if (!(pivot > 0))
            {
                failedColumn = j;
                return replaced;
            }

            double diagonal = Math.Sqrt(pivot);
            *a.At(j, j) = diagonal;
            for (int i = j + 1; i < a.Rows; i++)
            {
                double sum = *a.At(i, j);
                for (int k = 0; k < j; k++)
                {
                    sum -= *a.At(i, k) * *a.At(j, k);
                }

                *a.At(i, j) = sum / diagonal;
            }
        }

        return replaced;
    }
}
