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

    /// <summary>Spreads multipliers of the chain's neurons over all neurons of the hidden layers; those that the chain left out have 0.</summary>
    public ImmutableArray<ImmutableArray<double>> Spread(double[][] multipliers)
    {
        double[][] spread = [.. Enumerable.Range(First, Last - First).Select(l => new double[Network.Layers[l].OutputSize])];
        for (int l = 0; l < multipliers.Length; l++)
        {
            ChainLayer layer = Chain.Layers[l];
            for (int k = 0; k < multipliers[l].Length; k++)
            {
                spread[layer.Source - First][layer.Neurons[k]] = multipliers[l][k];
            }
        }

        return [.. spread.Select(layer => layer.ToImmutableArray())];
    }

    /// <summary>Undoes <see cref="Spread"/>; null where the shape does not fit or a number is not finite or negative.</summary>
    public MultiplierPoint? Gather(double rho, ImmutableArray<ImmutableArray<double>> multipliers)
    {
        bool fits = multipliers.Length == Last - First
            && Enumerable.Range(First, Last - First).All(l => multipliers[l - First].Length == Network.Layers[l].OutputSize)
            && multipliers.All(layer => layer.All(value => value >= 0.0 && double.IsFinite(value)))
            && rho >= 0.0
            && double.IsFinite(rho);
        IEnumerable<ChainLayer> hidden = Chain.Layers.Take(Chain.Layers.Length - 1);
        return fits ? new MultiplierPoint(rho, [.. hidden.Select(layer => layer.Neurons.Select(k => multipliers[layer.Source - First][k]).ToArray())]) : null;
    }
}
