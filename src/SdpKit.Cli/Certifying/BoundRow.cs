using SdpKit.Lipschitz;

namespace SdpKit.Cli.Certifying;

/// <summary>Represents a bound among the others.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number.</param>
/// <param name="IsLower">Whether it bounds from below.</param>
/// <param name="Bound">The run that found it; null where it came with another one.</param>
internal sealed record BoundRow(string Name, double Value, bool IsLower, CertifiedBound? Bound);
