namespace SdpKit;

/// <summary>Says which cone a diagonal block of a semidefinite program lives in.</summary>
public enum BlockKind
{
    /// <summary>A symmetric matrix that must be positive semidefinite.</summary>
    PositiveSemidefinite,

    /// <summary>A diagonal matrix whose entries must be non-negative (linear programming).</summary>
    Diagonal,
}
