using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Chains;

/// <summary>
/// Represents consecutive layers of a network as a bound sees them, x -> W_L phi(W_(L-1) ... phi(W_0 x)): the last activation and the selection of outputs are folded into
/// W_L, linear layers are multiplied out, neurons without influence are left out. Every rounding on the way is in the radii of the weights, so that
/// what is proved for all weights within the radii is true of the network itself.
/// </summary>
internal sealed class LayerChain
{
    private LayerChain(ImmutableArray<ChainLayer> layers) => Layers = layers;

    /// <summary>Gets W_0 to W_L; none where the chain is a constant, whatever its input.</summary>
    public ImmutableArray<ChainLayer> Layers { get; }

    public bool IsConstant => Layers.IsEmpty;

    /// <summary>Gets L, the number of hidden layers.</summary>
    public int HiddenCount => Layers.Length - 1;

    public int InputSize => Layers[0].Weights.Columns;

    public int OutputSize => Layers[^1].Weights.Rows;

    /// <summary>Takes the layers first..last of a network; the selection is of the outputs of the last one.</summary>
    public static LayerChain Of(Network network, int first, int last, OutputSelection selection)
    {
        List<ChainLayer> layers = [.. Enumerable.Range(first, last + 1 - first).Select(l => ChainLayer.Of(network.Layers[l], l))];
        layers[^1] = OutputFolding.Fold(layers[^1], selection);
        LinearLayers.MultiplyOut(layers);
        IdleNeurons.Remove(layers);
        return new LayerChain([.. layers]);
    }
}
