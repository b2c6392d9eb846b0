using SdpKit.Lipschitz;

namespace SdpKit.Benchmarks.Lipschitz;

/// <summary>Represents a network of a family that grows.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="Size">What grows: hidden neurons, or layers.</param>
/// <param name="Make">Makes the network.</param>
/// <param name="Published">What others published for it: who, and the seconds.</param>
internal sealed record ScalingCase(string Family, int Size, Func<Network> Make, params (string Name, double Seconds)[] Published);
