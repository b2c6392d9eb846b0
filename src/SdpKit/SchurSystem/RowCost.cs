namespace SdpKit.SchurSystem;

/// <summary>Estimates the nanoseconds that a row of the Schur complement costs by each method.</summary>
/// <remarks>
/// The rates are those measured on one core of a 2022 server processor (small symmetric products 20 Gflop/s, contiguous
/// multiply-adds 4 in a nanosecond, scattered ones 1); only their ratios matter.
/// </remarks>
internal static class RowCost
{
    /// <param name="order">n, the order of the block.</param>
    /// <param name="entries">The entries of the term.</param>
    /// <param name="support">The rows that the term touches.</param>
    /// <param name="laterEntries">The entries of the term and all after it.</param>
    public static double SupportDots(int order, int entries, int support, int laterEntries) =>
        (order * (3.0 * support + (2.0 * entries))) + (laterEntries * (1.0 + (SchurSystem.SupportDots.RecordLength(support) / 6.0)));

    /// <inheritdoc cref="SupportDots"/>
    public static double SupportProduct(int order, int entries, int support, int laterEntries) =>
        200.0 + (order * ((0.5 * support) + (0.5 * entries))) + (2.0 * order * order * support / 20.0) + laterEntries;

    /// <summary>Estimates the cheaper of the two methods for one row.</summary>
    public static double Cheapest(SparseTerms terms, TermSupports supports, int term)
    {
        int entries = terms.Starts[term + 1] - terms.Starts[term];
        int later = terms.Starts[^1] - terms.Starts[term];
        int support = supports.Size(term);
        return Math.Min(SupportDots(terms.Order, entries, support, later), SupportProduct(terms.Order, entries, support, later));
    }

    /// <summary>Estimates the nanoseconds for all rows of terms that are split over hubs.</summary>
    /// <param name="order">n, the order of the block.</param>
    /// <param name="hubs">The hubs of all terms together.</param>
    /// <param name="laterEntries">The entries of the terms after the split ones.</param>
    public static double Hubs(int order, double hubs, double laterEntries) =>
        1000.0 + (4.0 * order * order * hubs / 20.0) + (2.0 * order * hubs * hubs / 20.0) + (1.5 * hubs * hubs) + (2.0 * hubs * laterEntries);
}
