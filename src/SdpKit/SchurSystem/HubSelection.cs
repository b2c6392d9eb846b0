namespace SdpKit.SchurSystem;

/// <summary>Decides which sparse terms of a block are split over hubs.</summary>
internal static class HubSelection
{
    /// <summary>A split term needs four multiply-adds for every pair of hubs, so it must have clearly more entries than hubs.</summary>
    private const int EntriesPerHub = 6;

    /// <summary>More hubs than this save nothing, and looking for them in a full matrix would take long.</summary>
    private const int MostHubs = 8;

    /// <summary>More vectors than this would need tables larger than H.</summary>
    private const int MostVectors = 4096;

    /// <summary>Reorders the terms as full ones, those to split, the rest, and splits; null where there are none or rows one by one are cheaper.</summary>
    /// <param name="terms">The terms of the block.</param>
    /// <param name="atAnyCost">Whether to split whatever can be split.</param>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    public static HubFactors? Select(ref SparseTerms terms, bool atAnyCost, CancellationToken cancellationToken)
    {
        var cover = new VertexCover(terms.Order);
        var full = new List<int>();
        var split = new List<int>();
        var rest = new List<int>();
        for (int t = 0; t < terms.Count; t++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SparseTerm term = terms[t];
            bool isSmall = term.Count < EntriesPerHub;
            bool isSplit = !isSmall && cover.TrySplit(term.Rows, term.Columns, Math.Min(MostHubs, term.Count / EntriesPerHub));
            (isSmall ? rest : isSplit ? split : full).Add(t);
        }

        if (split.Count == 0)
        {
            return null;
        }

        SparseTerms reordered = terms.Reordered([.. full, .. split, .. rest]);
        var factors = new HubFactors(reordered, new HubRange(full.Count, full.Count + split.Count), cancellationToken);
        if (factors.VectorCount > MostVectors || (!atAnyCost && RowCost.Hubs(reordered, factors) >= RowCost.Rows(reordered, factors.Range)))
        {
            return null;
        }

        terms = reordered;
        return factors;
    }
}
