namespace SdpKit;

/// <summary>Says which cone a diagonal block of a semidefinite program lives in.</summary>
public enum BlockKind
{
    /// <summary>A symmetric matrix that must be positive semidefinite.</summary>
    PositiveSemidefinite,

    /// <summary>A diagonal matrix whose entries must be non-negative (linear programming).</summary>
    Diagonal,
}

/// <summary>Represents the shape of one diagonal block. Immutable and thread-safe.</summary>
/// <param name="Kind">The cone.</param>
/// <param name="Order">The order n of the n x n block, at least 1.</param>
public readonly record struct SdpBlock(BlockKind Kind, int Order)
{
    /// <summary>Gets the number of stored values: n x n for a semidefinite block, n for a diagonal one.</summary>
    public long StoredLength => Kind == BlockKind.Diagonal ? Order : (long)Order * Order;
}
