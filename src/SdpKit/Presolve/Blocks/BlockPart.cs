using System.Collections.Immutable;

namespace SdpKit.Presolve.Blocks;

/// <summary>Represents the rows of one source block that become a semidefinite block of their own.</summary>
/// <param name="SourceBlock">The source block.</param>
/// <param name="Rows">Its rows, ascending.</param>
internal sealed record BlockPart(int SourceBlock, ImmutableArray<int> Rows);
