namespace SdpKit.SchurSystem;

/// <summary>Estimates the nanoseconds that rows of the Schur complement cost by each method.</summary>
/// <remarks>
/// The rates are those measured on one core of a 2022 server processor (small products 20 Gflop/s, contiguous multiply-adds 4 in a nanosecond,
/// scattered ones 1); only their ratios matter.
/// </remarks>
internal static class RowCost
{
    /// <summary>Estimates one row.</summary>
    public static double Estimate(SparseMethod method, SparseTerms terms, TermSupports supports, int term)
    {
        double order = terms.Order;
        double entries = terms.Starts[term + 1] - terms.Starts[term];
        double later = terms.Starts[^1] - terms.Starts[term];
        int support = supports.Size(term);
        return method switch
        {
            SparseMethod.SupportDots => (order * ((3.0 * support) + (2.0 * entries))) + (later * (1.0 + (SupportDots.RecordLength(support) / 6.0))),
            SparseMethod.SupportProduct => 200.0 + (order * ((0.5 * support) + (0.5 * entries))) + (order * order * support / 10.0) + later,
            _ => terms.Count - term,
        };
    }

    /// <summary>Chooses the cheaper method for a row of any term.</summary>
    public static SparseMethod Cheaper(SparseTerms terms, TermSupports supports, int term) =>
        Estimate(SparseMethod.SupportDots, terms, supports, term) <= Estimate(SparseMethod.SupportProduct, terms, supports, term)
            ? SparseMethod.SupportDots
            : SparseMethod.SupportProduct;

    /// <summary>Estimates all rows of terms that are split over hubs.</summary>
    /// <param name="order">n, the order of the block.</param>
    /// <param name="hubs">The hubs of all terms together.</param>
    /// <param name="laterEntries">The entries of the terms after the split ones.</param>
    public static double Hubs(double order, double hubs, double laterEntries) =>
        1000.0 + (order * order * hubs / 5.0) + (order * hubs * hubs / 10.0) + (1.5 * hubs * hubs) + (2.0 * hubs * laterEntries);
}
