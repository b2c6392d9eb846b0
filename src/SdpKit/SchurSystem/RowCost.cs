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

    /// <summary>Estimates the rows of some terms, each by the cheaper method.</summary>
    public static double Rows(SparseTerms terms, HubRange range)
    {
        var supports = new TermSupports(terms);
        double sum = 0.0;
        for (int t = range.First; t < range.End; t++)
        {
            sum += Estimate(Cheaper(terms, supports, t), terms, supports, t);
        }

        return sum;
    }

    /// <summary>Estimates all rows of terms that are split over hubs.</summary>
    public static double Hubs(SparseTerms terms, HubFactors factors)
    {
        double order = terms.Order;
        double parts = factors.PartCount;
        double vectors = factors.VectorCount;
        double laterEntries = terms.Starts[^1] - terms.Starts[factors.Range.End];
        return 2000.0 + (((2.0 * order * order * vectors) + (order * vectors * vectors)) / 10.0) + (parts * parts) + (3.0 * parts * (order + vectors))
            + (2.0 * parts * laterEntries);
    }
}
