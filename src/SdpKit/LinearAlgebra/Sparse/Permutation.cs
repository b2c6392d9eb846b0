namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Inverts and composes orderings, in which entry k is the index that comes k-th.</summary>
internal static class Permutation
{
    /// <summary>Computes the place of each index.</summary>
    /// <exception cref="ArgumentException">The ordering does not name each index once.</exception>
    public static int[] Invert(ReadOnlySpan<int> ordering)
    {
        var places = new int[ordering.Length];
        Array.Fill(places, -1);
        for (int place = 0; place < ordering.Length; place++)
        {
            int index = ordering[place];
            if ((uint)index >= (uint)ordering.Length || places[index] >= 0)
            {
                throw new ArgumentException($"Entry {place} of the ordering, {index}, is outside the matrix or repeated.", nameof(ordering));
            }

            places[index] = place;
        }

        return places;
    }

    /// <summary>Reorders an ordering: entry k of the result is <c>ordering[reordering[k]]</c>.</summary>
    public static int[] Compose(ReadOnlySpan<int> ordering, ReadOnlySpan<int> reordering)
    {
        var composed = new int[ordering.Length];
        for (int place = 0; place < composed.Length; place++)
        {
            composed[place] = ordering[reordering[place]];
        }

        return composed;
    }
}
