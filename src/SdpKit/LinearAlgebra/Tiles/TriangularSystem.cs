namespace SdpKit.LinearAlgebra.Tiles;

/// <summary>The one recursion behind all four triangular solves.</summary>
internal static class TriangularSystem
{
    // The packed triangle at this order leaves most of the third-level cache to others.
    private const int SmallOrder = 512;

    // Splitting at whole tiles saves partial ones.
    private const int SplitMultiple = 24;

    /// <summary>X := X T'^-1 for lower triangular T. The upper triangle of T has no influence.</summary>
    public static void Solve(StridedMatrix t, StridedMatrix x, KernelContext context)
    {
        int n = t.Rows;
        if (n <= SmallOrder)
        {
            context.Rung.SolveStrips(t, x, context);
            return;
        }

        // [X1 X2] [T11' T21'; 0 T22'] = [B1 B2]
        int first = Split(n);
        int second = n - first;
        StridedMatrix x1 = x.Slice(0, 0, x.Rows, first);
        StridedMatrix x2 = x.Slice(0, first, x.Rows, second);
        Solve(t.Slice(0, 0, first, first), x1, context);
        OrientedProduct.Multiply(-1, x1, t.Slice(first, 0, second, first).Transposed, 1, x2, lowerOnly: false, context);
        Solve(t.Slice(first, first, second, second), x2, context);
    }

    /// <summary>Where the recursive kernels split an order: about half, a multiple of the tile sizes.</summary>
    public static int Split(int order) => Math.Max(SplitMultiple, ((order / 2) + (SplitMultiple / 2)) / SplitMultiple * SplitMultiple);
}
