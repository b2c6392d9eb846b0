using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Chains;

/// <summary>Represents a claim about a part of a network, in numbers of its own weights: rho = L^2 and the multipliers of all neurons of its hidden layers, each times a power of two.</summary>
/// <param name="Rho">The square of the bound, up to its power of two.</param>
/// <param name="RhoExponent">The exponent of 2 for it, even.</param>
/// <param name="Multipliers">The multipliers, one list for each hidden layer, up to their powers of two; 0 for neurons that do not transmit changes.</param>
/// <param name="MultiplierExponents">The exponents of 2 for them, one for each hidden layer; empty where all are 0.</param>
internal sealed record PartClaim(double Rho, int RhoExponent, ImmutableArray<ImmutableArray<double>> Multipliers, ImmutableArray<int> MultiplierExponents)
{
    /// <summary>More than the exponents of networks with a thousand layers of the largest and smallest doubles come to; far from where sums of them overflow.</summary>
    private const int LargestExponent = 1 << 24;

    /// <summary>Tells whether all numbers are what they may be, and as many as there are neurons in each hidden layer.</summary>
    public bool Fits(IReadOnlyList<int> neurons) =>
        IsCandidate(Rho)
        && IsExponent(RhoExponent)
        && RhoExponent % 2 == 0
        && !Multipliers.IsDefault
        && Multipliers.Length == neurons.Count
        && Multipliers.Zip(neurons, (layer, count) => !layer.IsDefault && layer.Length == count && layer.All(IsCandidate)).All(isRight => isRight)
        && !MultiplierExponents.IsDefault
        && (MultiplierExponents.IsEmpty || MultiplierExponents.Length == neurons.Count)
        && MultiplierExponents.All(IsExponent);

    /// <summary>Gets the exponent of a hidden layer.</summary>
    public int MultiplierExponent(int layer) => MultiplierExponents.IsEmpty ? 0 : MultiplierExponents[layer];

    private static bool IsCandidate(double value) => value >= 0.0 && double.IsFinite(value);

    private static bool IsExponent(int exponent) => exponent is >= -LargestExponent and <= LargestExponent;
}
