using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Inverse of a lower triangular matrix whose diagonal is not zero.</summary>
internal static class TriangularInverse
{
    /// <summary>Larger matrices are split in halves.</summary>
    private const int SmallOrder = 1024;

    /// <summary>L := L^-1 in place; what is above the diagonal is neither read nor written.</summary>
    public static void InvertLower(MatrixView l, KernelContext context)
    {
        int n = l.Columns;
        if (n <= SmallOrder)
        {
            context.ThrowIfCancelled();
            context.Rung.InvertSmall(l, context);
            return;
        }

        // [L11 0; L21 L22]^-1 = [L11^-1 0; -L22^-1 L21 L11^-1 L22^-1]
        int first = TriangularSystem.Split(n);
        int second = n - first;
        MatrixView l11 = l.Slice(0, 0, first, first);
        MatrixView l21 = l.Slice(first, 0, second, first);
        MatrixView l22 = l.Slice(first, first, second, second);
        TriangularSolve.SolveLower(l22, transpose: false, l21, context);
        TriangularSolve.SolveLowerRight(l11, transpose: false, l21, context);
        Negate(l21);
        InvertLower(l11, context);
        InvertLower(l22, context);
    }

    private static unsafe void Negate(MatrixView a)
    {
        for (int j = 0; j < a.Columns; j++)
        {
            foreach (ref double value in new Span<double>(a.Column(j), a.Rows))
            {
                value = -value;
            }
        }
    }
}
