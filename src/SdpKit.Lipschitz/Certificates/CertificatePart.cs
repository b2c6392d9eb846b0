using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Represents what proves that sqrt(rho) is a Lipschitz bound of consecutive layers, the last one's activation included. Immutable and thread-safe.</summary>
/// <param name="FirstLayer">The first layer, from 0.</param>
/// <param name="LastLayer">The last layer.</param>
/// <param name="Rho">The square of the bound, up to <see cref="RhoExponent"/>.</param>
/// <param name="Multipliers">One multiplier per neuron of the layers FirstLayer .. LastLayer - 1, up to <see cref="MultiplierExponents"/>; 0 for neurons that do not transmit changes.</param>
public sealed record CertificatePart(int FirstLayer, int LastLayer, double Rho, ImmutableArray<ImmutableArray<double>> Multipliers)
{
    /// <summary>More than the exponents of networks with a thousand layers of the largest and smallest doubles come to; far from where sums of them overflow.</summary>
    private const int LargestExponent = 1 << 24;

    /// <summary>Gets the even exponent of 2 by which <see cref="Rho"/> is multiplied; 0 but for networks of which the square of the bound or a multiplier is no double.</summary>
    public int RhoExponent { get; init; }

    /// <summary>Gets the exponents of 2 by which the multipliers of each layer are multiplied; empty where all are 0.</summary>
    public ImmutableArray<int> MultiplierExponents { get; init; } = [];

    /// <summary>Tells whether the exponents of a part are such, one for each hidden layer or none.</summary>
    internal static bool AreExponents(CertificatePart part, int hiddenCount) =>
        IsExponent(part.RhoExponent)
        && part.RhoExponent % 2 == 0
        && !part.MultiplierExponents.IsDefault
        && (part.MultiplierExponents.IsEmpty || part.MultiplierExponents.Length == hiddenCount)
        && part.MultiplierExponents.All(IsExponent);

    private static bool IsExponent(int exponent) => exponent is >= -LargestExponent and <= LargestExponent;
}
