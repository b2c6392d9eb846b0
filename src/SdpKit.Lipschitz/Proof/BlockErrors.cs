using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Holds bounds of the rounding errors of a block path, entry by entry.</summary>
internal sealed class BlockErrors(int[] orders)
{
    /// <summary>Gets the bounds of what joins each block to the next; null where it is exact.</summary>
    public DenseMatrix?[] Joints { get; } = new DenseMatrix?[orders.Length - 1];

    /// <summary>Gets the bounds of each diagonal block, lower triangle with its diagonal; null where it is exact.</summary>
    public DenseMatrix?[] Diagonals { get; } = new DenseMatrix?[orders.Length];
}
