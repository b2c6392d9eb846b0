namespace SdpKit.SchurSystem;

/// <summary>Says how the rows of the Schur complement that belong to sparse terms are formed.</summary>
internal enum SparseMethod
{
    /// <summary>One dot product for every entry of the later terms: <see cref="SchurSystem.SupportDots"/>.</summary>
    SupportDots,

    /// <summary>The whole product P F Q, then look-ups: <see cref="SchurSystem.SupportProduct"/>.</summary>
    SupportProduct,

    /// <summary>A product of two numbers for every pair of single diagonal entries: <see cref="SchurSystem.DiagonalEntries"/>.</summary>
    DiagonalEntries,

    /// <summary>Terms split over a small vertex cover of their pattern: <see cref="HubPath"/>.</summary>
    Hubs,
}
