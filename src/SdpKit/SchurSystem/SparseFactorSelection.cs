namespace SdpKit.SchurSystem;

/// <summary>Decides which terms of a block are taken as products of vectors with few entries.</summary>
internal static class SparseFactorSelection
{
    /// <summary>From this share of the order on, dense products of all vectors at once are faster than sparse ones.</summary>
    private const int OrderPerEntry = 8;

    /// <summary>So many entries are few in a block of any order.</summary>
    private const int AlwaysFew = 8;

    /// <summary>A full square of two rows has 3 entries, no more than its vectors need.</summary>
    private const int SmallestSquare = 3;

    /// <summary>The rounding of entries that were computed as a product; what it changes in H is below the rounding of H.</summary>
    private const double Tolerance = 1e-14;

    /// <summary>Says whether the vectors of a term have few entries.</summary>
    public static bool HasFewEntries(LowRankTerm term, int order) => term.Factor.Length - term.Factor.AsSpan().Count(0.0) <= (long)Limit(order) * term.Rank;

    /// <summary>Moves the sparse terms of rank one to a builder of factors and returns the others.</summary>
    public static SparseTerms TakeRankOne(SparseTerms terms, SparseFactors.Builder factors)
    {
        var others = new List<int>(terms.Count);
        var vector = new double[Limit(terms.Order)];
        for (int term = 0; term < terms.Count; term++)
        {
            if (!TryTake(terms, term, vector, factors))
            {
                others.Add(term);
            }
        }

        return others.Count == terms.Count ? terms : terms.Reordered([.. others]);
    }

    private static int Limit(int order) => Math.Max(AlwaysFew, order / OrderPerEntry);

    /// <summary>Tests F = w v v' on a full square of entries, which are in the order of the packed lower triangle, with v the column of the largest diagonal entry.</summary>
    private static bool TryTake(SparseTerms terms, int term, double[] vector, SparseFactors.Builder factors)
    {
        int start = terms.Starts[term];
        int count = terms.Starts[term + 1] - start;
        int size = 0;
        while (size < count && terms.Columns[start + size] == terms.Columns[start])
        {
            size++;
        }

        if (size < SmallestSquare || size > vector.Length || count != size * (size + 1) / 2)
        {
            return false;
        }

        ReadOnlySpan<int> support = terms.Rows.AsSpan(start, size);
        ReadOnlySpan<double> weights = terms.Weights.AsSpan(start, count);
        int pivot = 0;
        for (int i = 1; i < size; i++)
        {
            pivot = Math.Abs(weights[Place(i, i, size)]) > Math.Abs(weights[Place(pivot, pivot, size)]) ? i : pivot;
        }

        // The weights on the diagonal are half the entries.
        double diagonal = 2.0 * weights[Place(pivot, pivot, size)];
        double scale = 1.0 / Math.Sqrt(Math.Abs(diagonal));
        for (int i = 0; i < size; i++)
        {
            vector[i] = i == pivot ? diagonal * scale : scale * weights[Place(Math.Max(i, pivot), Math.Min(i, pivot), size)];
        }

        for (int j = 0, k = 0; j < size; j++)
        {
            for (int i = j; i < size; i++, k++)
            {
                double product = Math.Sign(diagonal) * vector[i] * vector[j];
                double entry = i == j ? 2.0 * weights[k] : weights[k];
                if (terms.Rows[start + k] != support[i] || terms.Columns[start + k] != support[j]
                    || Math.Abs(entry - product) > Tolerance * Math.Abs(product))
                {
                    return false;
                }
            }
        }

        factors.Add(terms.Variables[term], Math.Sign(diagonal), support, vector.AsSpan(0, size));
        return true;
    }

    private static int Place(int row, int column, int size) => row - column + (column * size) - (column * (column - 1) / 2);
}
