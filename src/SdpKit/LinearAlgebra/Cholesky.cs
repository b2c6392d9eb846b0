using SdpKit.LinearAlgebra.Backends;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Cholesky factorisation A = L L'.</summary>
internal static class Cholesky
{
    /// <summary>Up to the first order a copy is factored column by column, up to the second tile by tile; larger matrices are split in halves.</summary>
    private const int SmallOrder = 32;
    private const int TiledOrder = 512;

    /// <summary>Replaces the lower triangle of A by L; the upper triangle is neither read nor written.</summary>
    /// <returns>-1, or the first column whose pivot is not a positive finite number; the matrix is then partly overwritten.</returns>
    public static int Factor(MatrixView a, KernelContext context)
    {
        if (context.Backend is { } backend && BackendProduct.IsWorthwhile(a.Columns))
        {
            context.ThrowIfCancelled();
            if (backend.TryFactor(a, out int failedColumn))
            {
                return failedColumn;
            }
        }

        int replaced = 0;
        return Factor(a, double.NaN, double.NaN, ref replaced, context);
    }

    /// <summary>As <see cref="Factor(MatrixView, KernelContext)"/>, but a pivot at or below <paramref name="pivotFloor"/> becomes <paramref name="pivotReplacement"/>.</summary>
    /// <returns>The number of replaced pivots, or -1 when a pivot is not a finite number.</returns>
    public static int Factor(MatrixView a, double pivotFloor, double pivotReplacement, KernelContext context)
    {
        int replaced = 0;
        return Factor(a, pivotFloor, pivotReplacement, ref replaced, context) < 0 ? replaced : -1;
    }

    /// <summary>Factors, replaces pivots at or below the floor (none when the floor is NaN), counts them, and returns the column that failed or -1.</summary>
    private static int Factor(MatrixView a, double pivotFloor, double pivotReplacement, ref int replaced, KernelContext context)
    {
        int n = a.Columns;
        if (n <= SmallOrder)
        {
            context.ThrowIfCancelled();
            return context.Rung.FactorSmall(a, pivotFloor, pivotReplacement, ref replaced, context);
        }

        if (n <= TiledOrder)
        {
            return context.Rung.FactorTiles(a, pivotFloor, pivotReplacement, ref replaced, context);
        }

        // [L11 0; L21 L22] times its transpose
        int first = TriangularSystem.Split(n);
        int second = n - first;
        MatrixView a11 = a.Slice(0, 0, first, first);
        MatrixView a21 = a.Slice(first, 0, second, first);
        MatrixView a22 = a.Slice(first, first, second, second);
        int failedColumn = Factor(a11, pivotFloor, pivotReplacement, ref replaced, context);
        if (failedColumn >= 0)
        {
            return failedColumn;
        }

        TriangularSolve.SolveLowerRight(a11, transpose: true, a21, context);
        SymmetricRankUpdate.UpdateLower(-1, a21, transposeA: false, 1, a22, context);
        failedColumn = Factor(a22, pivotFloor, pivotReplacement, ref replaced, context);
        return failedColumn < 0 ? -1 : first + failedColumn;
    }
}
