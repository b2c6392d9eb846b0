using System.Collections.Immutable;
using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Represents what proves that sqrt(rho) is a Lipschitz bound of consecutive layers, the last one's activation included. Immutable and thread-safe.</summary>
/// <param name="FirstLayer">The first layer, from 0.</param>
/// <param name="LastLayer">The last layer.</param>
/// <param name="Rho">The square of the bound, up to <see cref="RhoExponent"/>.</param>
/// <param name="Multipliers">One multiplier per neuron of the layers FirstLayer .. LastLayer - 1, up to <see cref="MultiplierExponents"/>; 0 for neurons that do not transmit changes.</param>
public sealed record CertificatePart(int FirstLayer, int LastLayer, double Rho, ImmutableArray<ImmutableArray<double>> Multipliers)
{
    /// <summary>Gets the even exponent of 2 by which <see cref="Rho"/> is multiplied; 0 but for networks of which the square of the bound or a multiplier is no double.</summary>
    public int RhoExponent { get; init; }

    /// <summary>Gets the exponents of 2 by which the multipliers of each layer are multiplied; empty where all are 0.</summary>
    public ImmutableArray<int> MultiplierExponents { get; init; } = [];

    internal PartClaim Claim => new(Rho, RhoExponent, Multipliers, MultiplierExponents);

    internal static CertificatePart Of(NetworkPart part, PartClaim claim) =>
        new(part.First, part.Last, claim.Rho, claim.Multipliers) { RhoExponent = claim.RhoExponent, MultiplierExponents = claim.MultiplierExponents };
}
