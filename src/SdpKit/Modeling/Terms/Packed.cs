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
}
