namespace SdpKit.Modeling.Translation;

/// <summary>Writes symmetric parts of products of two vectors as U diag(d) U'.</summary>
internal static class VectorProducts
{
    /// <summary>Says whether a product is better kept than written out: an entry takes the room of two numbers, and the methods for few entries are the faster ones.</summary>
    public static bool IsWorthwhile(int leftCount, int rightCount, int order) => (long)leftCount * rightCount > 4L * order;

    /// <summary>Adds weight * (l r' + r l') / 2 to factors and weights; of rank one where the vectors are the same.</summary>
    public static void Add(List<double> factor, List<double> weights, double weight, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.SequenceEqual(right))
        {
            factor.AddRange(left);
            weights.Add(weight);
            return;
        }

        // l r' + r l' = ((l + r)(l + r)' - (l - r)(l - r)') / 2
        for (int k = 0; k < left.Length; k++)
        {
            factor.Add(left[k] + right[k]);
        }

        for (int k = 0; k < left.Length; k++)
        {
            factor.Add(left[k] - right[k]);
        }

        weights.Add(0.25 * weight);
        weights.Add(-0.25 * weight);
    }

    /// <summary>Writes a sparse row into a vector of zeros.</summary>
    public static double[] Spread(ReadOnlySpan<int> places, ReadOnlySpan<double> values, int first, int order)
    {
        var vector = new double[order];
        for (int k = 0; k < places.Length; k++)
        {
            vector[first + places[k]] = values[k];
        }

        return vector;
    }
}
