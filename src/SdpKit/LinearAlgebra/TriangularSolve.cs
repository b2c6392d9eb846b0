using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Solves with a lower triangular matrix L whose diagonal is not zero; what is above the diagonal has no influence.</summary>
internal static unsafe class TriangularSolve
{
    /// <summary>B := op(L)^-1 B, where op(L) is L or, when <paramref name="transpose"/>, L'.</summary>
    public static void SolveLower(MatrixView l, bool transpose, MatrixView b, KernelContext context) =>
        Solve(l, backward: transpose, new StridedMatrix(b, transpose: true), context);

    /// <summary>B := B op(L)^-1, where op(L) is L or, when <paramref name="transpose"/>, L'.</summary>
    public static void SolveLowerRight(MatrixView l, bool transpose, MatrixView b, KernelContext context) =>
        Solve(l, backward: !transpose, new StridedMatrix(b, transpose: false), context);

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

    /// <summary>X := X L'^-1, or X := X L^-1 backward, which is the former with rows and columns in reverse order.</summary>
    private static void Solve(MatrixView l, bool backward, StridedMatrix x, KernelContext context)
    {
        if (x.Rows == 0 || x.Columns == 0)
        {
            return;
        }

        StridedMatrix t = new(l, transpose: backward);
        if (backward)
        {
            t = t.RowsReversed.ColumnsReversed;
            x = x.ColumnsReversed;
        }

        TriangularSystem.Solve(t, x, context);
    }
}
