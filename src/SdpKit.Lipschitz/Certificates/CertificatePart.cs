using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Represents what proves that sqrt(rho) is a Lipschitz bound of consecutive layers, the last one's activation included. Immutable and thread-safe.</summary>
/// <param name="FirstLayer">The first layer, from 0.</param>
/// <param name="LastLayer">The last layer.</param>
/// <param name="Rho">The square of the bound.</param>
/// <param name="Multipliers">One multiplier per neuron of the layers FirstLayer .. LastLayer - 1; 0 for neurons that do not transmit changes.</param>
public sealed record CertificatePart(int FirstLayer, int LastLayer, double Rho, ImmutableArray<ImmutableArray<double>> Multipliers);
