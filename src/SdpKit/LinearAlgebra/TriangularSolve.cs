using SdpKit.LinearAlgebra.Backends;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Solves with a lower triangular matrix L whose diagonal is not zero; what is above the diagonal has no influence.</summary>
internal static unsafe class TriangularSolve
{
    /// <summary>B := op(L)^-1 B, where op(L) is L or, when <paramref name="transpose"/>, L'.</summary>
    public static void SolveLower(MatrixView l, bool transpose, MatrixView b, KernelContext context) =>
        Solve(l, transpose, onRight: false, b, context);

    /// <summary>B := B op(L)^-1, where op(L) is L or, when <paramref name="transpose"/>, L'.</summary>
    public static void SolveLowerRight(MatrixView l, bool transpose, MatrixView b, KernelContext context) =>
        Solve(l, transpose, onRight: true, b, context);

    /// <summary>b := op(L)^-1 b for one vector.</summary>
    public static void SolveLower(MatrixView l, bool transpose, double* b)
    {
        const int Block = 16;
        int n = l.Columns;
        int blocks = (n + Block - 1) / Block;
        for (int step = 0; step < blocks; step++)
        {
            int first = (transpose ? blocks - 1 - step : step) * Block;
            int size = Math.Min(Block, n - first);
            int end = first + size;
            MatrixView below = l.Slice(end, first, n - end, size);
            if (transpose)
            {
                MatrixVectorProduct.Multiply(-1, below, transpose: true, b + end, 1, b + first);
                SolveTransposed(l.Slice(first, first, size, size), b + first);
            }
            else
            {
                Solve(l.Slice(first, first, size, size), b + first);
                MatrixVectorProduct.Multiply(-1, below, transpose: false, b + first, 1, b + end);
            }
        }
    }

    private static void Solve(MatrixView l, double* b)
    {
        for (int j = 0; j < l.Columns; j++)
        {
            double* column = l.Column(j);
            b[j] /= column[j];
            for (int i = j + 1; i < l.Rows; i++)
            {
                b[i] -= column[i] * b[j];
            }
        }
    }

    private static void SolveTransposed(MatrixView l, double* b)
    {
        for (int j = l.Columns - 1; j >= 0; j--)
        {
            double* column = l.Column(j);
            double sum = b[j];
            for (int i = j + 1; i < l.Rows; i++)
            {
                sum -= column[i] * b[i];
            }

            b[j] = sum / column[j];
        }
    }

    private static void Solve(MatrixView l, bool transpose, bool onRight, MatrixView b, KernelContext context)
    {
        if (b.Rows == 0 || b.Columns == 0)
        {
            return;
        }

        if (context.Backend is { } backend && BackendProduct.IsWorthwhile(Math.Min(b.Rows, b.Columns)))
        {
            context.ThrowIfCancelled();
            if (backend.TrySolveLower(l, transpose, onRight, b))
            {
                return;
            }
        }

        // X L' = B as it is, or X L = B backward, which is the former with rows and columns in reverse order.
        StridedMatrix x = new(b, transpose: !onRight);
        bool backward = transpose != onRight;
        StridedMatrix t = new(l, transpose: backward);
        if (backward)
        {
            t = t.RowsReversed.ColumnsReversed;
            x = x.ColumnsReversed;
        }

        TriangularSystem.Solve(t, x, context);
    }
}
