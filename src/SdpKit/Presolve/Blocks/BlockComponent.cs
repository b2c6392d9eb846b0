using System.Collections.Immutable;

namespace SdpKit.Presolve.Blocks;

/// <summary>Represents a connected component of a block.</summary>
/// <param name="Rows">Its rows within the block, ascending.</param>
/// <param name="HasVariable">Whether a variable has an entry here, not only F_0.</param>
internal sealed record BlockComponent(ImmutableArray<int> Rows, bool HasVariable);
