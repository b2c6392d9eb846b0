using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Chains;

/// <summary>Represents consecutive layers of a network, with the chain that a bound of them is for. Bounds of all parts multiply to one of the network.</summary>
internal sealed class NetworkPart
{
    public NetworkPart(Network network, int first, int last, OutputSelection selection)
    {
        (Network, First, Last) = (network, first, last);
        Chain = LayerChain.Of(network, first, last, last == network.Layers.Length - 1 ? selection : OutputSelection.All);
    }

    public Network Network { get; }

    /// <summary>Gets the first layer.</summary>
    public int First { get; }

    /// <summary>Gets the last layer; the activation after it belongs to the part.</summary>
    public int Last { get; }

    public LayerChain Chain { get; }

    /// <summary>Splits a network into parts of about the same number of layers.</summary>
    public static NetworkPart[] Split(Network network, int count, OutputSelection selection)
    {
        int layers = network.Layers.Length;
        int parts = Math.Min(count, layers);
        return [.. Enumerable.Range(0, parts).Select(k => new NetworkPart(network, k * layers / parts, ((k + 1) * layers / parts) - 1, selection))];
    }

    private int[] HiddenSizes => [.. Enumerable.Range(First, Last - First).Select(l => Network.Layers[l].OutputSize)];

    /// <summary>
    /// Makes of a point of the chain a claim about the part: rho and the multipliers of the network's own weights, those of neurons that the chain left out 0. Where one of them
    /// is no normal double, they stay those of the chain, with the powers of two beside them.
    /// </summary>
    public PartClaim ClaimOf(MultiplierPoint point)
    {
        double[][] spread = [.. HiddenSizes.Select(size => new double[size])];
        int[] exponents = new int[spread.Length];
        for (int l = 0; l < point.Multipliers.Length; l++)
        {
            ChainLayer layer = Chain.Layers[l];
            int place = layer.Source - First;
            exponents[place] = MultiplierExponent(l);
            for (int k = 0; k < point.Multipliers[l].Length; k++)
            {
                spread[place][layer.Neurons[k]] = point.Multipliers[l][k];
            }
        }

        int rhoExponent = 2 * Chain.Exponent;
        bool fits = IsNormal(point.Rho, rhoExponent) && spread.Zip(exponents).All(layer => layer.First.All(value => IsNormal(value, layer.Second)));
        return fits
            ? new PartClaim(Math.ScaleB(point.Rho, rhoExponent), 0, [.. spread.Select((layer, l) => layer.Select(value => Math.ScaleB(value, exponents[l])).ToImmutableArray())], [])
            : new PartClaim(point.Rho, rhoExponent, [.. spread.Select(layer => layer.ToImmutableArray())], [.. exponents]);
    }

    /// <summary>Undoes <see cref="ClaimOf"/>; null where the claim does not fit the part, or where rho is so small or so large that the chain's own is rounded.</summary>
    public MultiplierPoint? PointOf(PartClaim claim)
    {
        if (!claim.Fits(HiddenSizes))
        {
            return null;
        }

        int rhoExponent = claim.RhoExponent - (2 * Chain.Exponent);
        double rho = Math.ScaleB(claim.Rho, rhoExponent);
        double[][] multipliers = [.. Chain.Layers.SkipLast(1).Select((layer, l) =>
        {
            int place = layer.Source - First;
            int exponent = claim.MultiplierExponent(place) - MultiplierExponent(l);
            return layer.Neurons.Select(neuron => Math.ScaleB(claim.Multipliers[place][neuron], exponent)).ToArray();
        })];

        // Whatever multipliers prove a bound: only rho itself must not become another one.
        return Chain.IsConstant || Math.ScaleB(rho, -rhoExponent) == claim.Rho ? new MultiplierPoint(rho, multipliers) : null;
    }

    private static bool IsNormal(double value, int exponent) => value == 0.0 || double.IsNormal(Math.ScaleB(value, exponent));

    private int MultiplierExponent(int hiddenLayer) => 2 * (Chain.Exponent - Chain.Exponents[hiddenLayer]);
}
