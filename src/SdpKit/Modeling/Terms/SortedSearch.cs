namespace SdpKit.Modeling.Terms;

/// <summary>Searches ascending numbers.</summary>
internal static class SortedSearch
{
    /// <summary>Finds the first place whose number is not below a value; the length where there is none.</summary>
    public static int First<T>(ReadOnlySpan<T> ascending, T value)
        where T : IComparable<T>
    {
        (int low, int high) = (0, ascending.Length);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = ascending[middle].CompareTo(value) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
