namespace SdpKit.Modeling.Terms;

/// <summary>Numbers the lower triangle of a symmetric matrix row by row.</summary>
internal static class Packed
{
    /// <summary>Gets the number of an entry or of its mirror.</summary>
    public static long Index(int row, int column)
    {
        long high = Math.Max(row, column);
        return (high * (high + 1) / 2) + Math.Min(row, column);
    }

    /// <summary>Finds the entry with a number. The root is exact enough for every index of an array.</summary>
    public static (int Row, int Column) Place(int index)
    {
        int row = (int)((Math.Sqrt((8.0 * index) + 1.0) - 1.0) / 2.0);
        return (row, (int)(index - Index(row, 0)));
    }
}
