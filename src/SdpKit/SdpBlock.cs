namespace SdpKit;

/// <summary>Represents the shape of one diagonal block. Immutable and thread-safe.</summary>
/// <param name="Kind">The cone.</param>
/// <param name="Order">The order n of the n x n block, at least 1.</param>
public readonly record struct SdpBlock(BlockKind Kind, int Order)
{
    /// <summary>Gets the number of stored values: n x n for a semidefinite block, n for a diagonal one.</summary>
    public long StoredLength => Kind == BlockKind.Diagonal ? Order : (long)Order * Order;
}
