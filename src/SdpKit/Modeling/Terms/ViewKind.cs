namespace SdpKit.Modeling.Terms;

/// <summary>Says how the scalars of a variable fill a matrix.</summary>
internal enum ViewKind
{
    /// <summary>Every entry is a scalar of its own, column by column.</summary>
    Rectangular,

    /// <summary>The transpose of a rectangular one.</summary>
    Transposed,

    /// <summary>The lower triangle row by row, and its mirror.</summary>
    Symmetric,

    /// <summary>The scalars are the diagonal of a square matrix.</summary>
    Diagonal,
}
