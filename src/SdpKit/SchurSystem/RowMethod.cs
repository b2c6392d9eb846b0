namespace SdpKit.SchurSystem;

/// <summary>Says how a row of the Schur complement is formed from a sparse term.</summary>
internal enum RowMethod
{
    /// <summary>One dot product for every entry of the later terms: <see cref="SchurSystem.SupportDots"/>.</summary>
    SupportDots,

    /// <summary>The whole product P F Q, then look-ups: <see cref="SchurSystem.SupportProduct"/>.</summary>
    SupportProduct,
}
