using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra;

/// <summary>Inverse of a positive definite matrix from its Cholesky factor.</summary>
internal static unsafe class SymmetricInverse
{
    private const int SmallOrder = 192;
    private const int PackedOrder = 512;

    /// <summary>Fills both triangles of <paramref name="destination"/> with (L L')^-1. The destination may be L's own memory; otherwise L is kept.</summary>
    public static void FromCholesky(MatrixView l, MatrixView destination, KernelContext context)
    {
        if (l.Columns <= SmallOrder)
        {
            context.Rung.InvertSymmetricSmall(l, destination, context);
            return;
        }

        if (destination.Data != l.Data)
        {
            for (int j = 0; j < l.Columns; j++)
            {
                int length = l.Columns - j;
                new ReadOnlySpan<double>(l.At(j, j), length).CopyTo(new Span<double>(destination.At(j, j), length));
            }
        }

        TriangularInverse.InvertLower(destination, context);
        SquareLower(destination, context);
        Symmetrization.MirrorLower(destination, context);
    }

    /// <summary>The lower triangle of M := M'M in place, for lower triangular M.</summary>
    private static void SquareLower(MatrixView m, KernelContext context)
    {
        int n = m.Columns;
        if (n <= PackedOrder)
        {
            context.Rung.MultiplyTransposedSmall(m, m, square: true, context);
            return;
        }

        // [M11 0; M21 M22]: the square is [M11'M11 + M21'M21, .; M22'M21, M22'M22].
        int first = TriangularSystem.Split(n);
        int second = n - first;
        MatrixView m21 = m.Slice(first, 0, second, first);
        MatrixView m22 = m.Slice(first, first, second, second);
        SquareLower(m.Slice(0, 0, first, first), context);
        SymmetricRankUpdate.UpdateLower(1, m21, transposeA: true, 1, m.Slice(0, 0, first, first), context);
        MultiplyTransposed(m22, m21, context);
        SquareLower(m22, context);
    }

    /// <summary>B := M'B in place, for lower triangular M.</summary>
    private static void MultiplyTransposed(MatrixView m, MatrixView b, KernelContext context)
    {
        int n = m.Columns;
        if (n <= PackedOrder)
        {
            context.Rung.MultiplyTransposedSmall(m, b, square: false, context);
            return;
        }

        // [M11' M21'; 0 M22'] [B1; B2]
        int first = TriangularSystem.Split(n);
        int second = n - first;
        MatrixView b1 = b.Slice(0, 0, first, b.Columns);
        MatrixView b2 = b.Slice(first, 0, second, b.Columns);
        MultiplyTransposed(m.Slice(0, 0, first, first), b1, context);
        MatrixProduct.Multiply(1, m.Slice(first, 0, second, first), true, b2, false, 1, b1, context);
        MultiplyTransposed(m.Slice(first, first, second, second), b2, context);
    }
}
