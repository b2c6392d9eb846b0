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
}
