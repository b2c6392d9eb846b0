namespace SdpKit.LinearAlgebra;

/// <summary>Solves with a lower triangular matrix L whose diagonal is not zero; what is above the diagonal is never read.</summary>
internal static unsafe class TriangularSolve
{
    /// <summary>B := op(L)^-1 B, where op(L) is L or, when <paramref name="transpose"/>, L'.</summary>
    public static void SolveLower(MatrixView l, bool transpose, MatrixView b, KernelContext context)
    {
        for (int j = 0; j < b.Columns; j++)
        {
            context.ThrowIfCancelled();
            SolveLower(l, transpose, b.Column(j));
        }
    }

    /// <summary>B := B op(L)^-1, where op(L) is L or, when <paramref name="transpose"/>, L'.</summary>
    public static void SolveLowerRight(MatrixView l, bool transpose, MatrixView b, KernelContext context)
    {
        int n = l.Columns;
        for (int step = 0; step < n; step++)
        {
            context.ThrowIfCancelled();
            int j = transpose ? step : n - 1 - step;
            for (int i = 0; i < b.Rows; i++)
            {
                double sum = *b.At(i, j);
                for (int k = transpose ? 0 : j + 1; k < (transpose ? j : n); k++)
                {
                    sum -= *b.At(i, k) * (transpose ? *l.At(j, k) : *l.At(k, j));
                }

                *b.At(i, j) = sum / *l.At(j, j);
            }
        }
    }

    /// <summary>b := op(L)^-1 b for one vector.</summary>
    public static void SolveLower(MatrixView l, bool transpose, double* b)
    {
        int n = l.Columns;
        for (int step = 0; step < n; step++)
        {
            int j = transpose ? n - 1 - step : step;
            double sum = b[j];
            for (int k = transpose ? j + 1 : 0; k < (transpose ? n : j); k++)
            {
                sum -= (transpose ? *l.At(k, j) : *l.At(j, k)) * b[k];
            }

            b[j] = sum / *l.At(j, j);
        }
    }
}
