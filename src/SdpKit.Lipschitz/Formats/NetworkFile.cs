using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats;

/// <summary>Represents a network that was read, and what its reader decided. Immutable and thread-safe.</summary>
/// <param name="Network">The network.</param>
/// <param name="Notes">One sentence each on what was assumed, folded or left out: activations, the orientation of the weights, constants, arrays that are no layer.</param>
public sealed record NetworkFile(Network Network, ImmutableArray<string> Notes);
