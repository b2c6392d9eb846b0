namespace SdpKit.Formats;

/// <summary>Completes symmetric blocks that were read from a file. Works tile by tile, because one of two mirrored entries is always across the columns.</summary>
internal static class Symmetry
{
    /// <summary>The order of the tiles: two of them fit in the first-level cache.</summary>
    private const int Tile = 32;

    /// <summary>Copies the entries below the diagonal to their mirrors.</summary>
    public static void MirrorLower(Span<double> values, int order)
    {
        for (int left = 0; left < order; left += Tile)
        {
            for (int top = left; top < order; top += Tile)
            {
                for (int column = left; column < Math.Min(left + Tile, order); column++)
                {
                    for (int row = Math.Max(top, column + 1); row < Math.Min(top + Tile, order); row++)
                    {
                        values[column + (order * row)] = values[row + (order * column)];
                    }
                }
            }
        }
    }

    /// <summary>Replaces mirrored entries by their mean.</summary>
    /// <returns>The largest difference there was between two mirrored entries, relative to the largest entry.</returns>
    public static double Average(Span<double> values, int order)
    {
        double size = 0.0;
        foreach (double value in values)
        {
            size = Math.Max(size, Math.Abs(value));
        }

        double largest = 0.0;
        for (int left = 0; left < order; left += Tile)
        {
            for (int top = left; top < order; top += Tile)
            {
                for (int column = left; column < Math.Min(left + Tile, order); column++)
                {
                    for (int row = Math.Max(top, column + 1); row < Math.Min(top + Tile, order); row++)
                    {
                        ref double upper = ref values[column + (order * row)];
                        ref double lower = ref values[row + (order * column)];
                        largest = Math.Max(largest, Math.Abs(upper - lower));
                        upper = lower = (0.5 * upper) + (0.5 * lower);
                    }
                }
            }
        }

        return largest == 0.0 ? 0.0 : largest / size;
    }
}
