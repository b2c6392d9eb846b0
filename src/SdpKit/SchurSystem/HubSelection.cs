namespace SdpKit.SchurSystem;

/// <summary>Decides which sparse terms of a block are split over hubs.</summary>
internal static class HubSelection
{
    /// <summary>A split term needs four multiply-adds for every pair of hubs, so it must have clearly more entries than hubs.</summary>
    private const int EntriesPerHub = 6;

    /// <summary>More hubs than this save nothing, and looking for them in a full matrix would take long.</summary>
    private const int MostHubs = 8;

    /// <summary>Reorders the terms as full ones, those to split, the rest, and returns the range to split; null where there are none or rows one by one are cheaper.</summary>
    /// <param name="terms">The terms of the block.</param>
    /// <param name="atAnyCost">Whether to split whatever can be split.</param>
    public static HubRange? Select(ref SparseTerms terms, bool atAnyCost)
    {
        int order = terms.Order;
        var cover = new VertexCover(order);
        var full = new List<int>();
        var split = new List<int>();
        var rest = new List<int>();
        long hubs = 0;
        for (int t = 0; t < terms.Count; t++)
        {
            int entries = terms.Starts[t + 1] - terms.Starts[t];
            if (entries < EntriesPerHub)
            {
                rest.Add(t);
            }
            else if (cover.TrySplit(
                terms.Rows.AsSpan(terms.Starts[t], entries), terms.Columns.AsSpan(terms.Starts[t], entries), Math.Min(MostHubs, entries / EntriesPerHub)))
            {
                split.Add(t);
                hubs += cover.Hubs.Count;
            }
            else
            {
                full.Add(t);
            }
        }

        if (split.Count == 0)
        {
            return null;
        }

        SparseTerms reordered = terms.Reordered([.. full, .. split, .. rest]);
        var range = new HubRange(full.Count, full.Count + split.Count);
        var supports = new TermSupports(reordered);
        double rows = 0.0;
        for (int t = range.First; t < range.End; t++)
        {
            rows += RowCost.Estimate(RowCost.Cheaper(reordered, supports, t), reordered, supports, t);
        }

        if (!atAnyCost && RowCost.Hubs(order, hubs, reordered.Starts[^1] - reordered.Starts[range.End]) >= rows)
        {
            return null;
        }

        terms = reordered;
        return range;
    }
}
