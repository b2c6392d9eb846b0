using System.Collections.Immutable;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Chains;

/// <summary>
/// Represents consecutive layers of a network as a bound sees them, x -> W_L phi(W_(L-1) ... phi(W_0 x)): the last activation and the selection of outputs are folded into
/// W_L, linear layers are multiplied out, neurons without influence are left out. Every rounding on the way is in the radii of the weights, so that
/// what is proved for all weights within the radii is true of the network itself.
/// </summary>
/// <remarks>
/// Each layer is in units in which its weights and slopes are about 1, which changes neither the slopes' meaning nor, but for a power of two, the bound: with the weights W_l and slopes of layer l being 2^(e_l) times
/// those here and E_l = e_0 + ... + e_(l-1), the point (rho, lambda_l) of this chain is the point (2^(2 E_(L+1)) rho, 2^(2 E_(L+1) - 2 E_l) lambda_l) of the network's own weights.
/// </remarks>
internal sealed class LayerChain
{
    private LayerChain(ImmutableArray<ChainLayer> layers)
    {
        Layers = layers;
        int exponent = 0;
        Exponents = [.. layers.Select(layer => exponent = checked(exponent + layer.Exponent))];
    }

    /// <summary>Gets W_0 to W_L; none where the chain is a constant, whatever its input.</summary>
    public ImmutableArray<ChainLayer> Layers { get; }

    /// <summary>Gets the units in which the outputs of each layer are, E_1 to E_(L+1), as exponents of 2.</summary>
    public ImmutableArray<int> Exponents { get; }

    /// <summary>Gets by which power of two a Lipschitz bound of this chain is to be multiplied to be one of the network.</summary>
    public int Exponent => IsConstant ? 0 : Exponents[^1];

    public bool IsConstant => Layers.IsEmpty;

    /// <summary>Gets L, the number of hidden layers.</summary>
    public int HiddenCount => Layers.Length - 1;

    public int InputSize => Layers[0].Weights.Columns;

    public int OutputSize => Layers[^1].Weights.Rows;

    /// <summary>Takes the layers first..last of a network; the selection is of the outputs of the last one.</summary>
    public static LayerChain Of(Network network, int first, int last, OutputSelection selection)
    {
        var layers = new List<ChainLayer>();
        for (int l = first; l <= last; l++)
        {
            DenseLayer layer = network.Layers[l];
            layers.Add(l == last ? OutputFolding.Fold(layer, l, selection) : ChainLayer.Of(layer, l, [.. Enumerable.Range(0, layer.OutputSize)]));
        }

        // A layer may be linear without its idle neurons, and a product may have new ones.
        IdleNeurons.Remove(layers);
        for (int l = layers.Count - 2; l >= 0; l--)
        {
            if (layers[l].IsLinear)
            {
                layers[l] = Product(layers[l + 1], layers[l]);
                layers.RemoveAt(l + 1);
            }
        }

        // What is left may be much smaller than what idle neurons had.
        IdleNeurons.Remove(layers);
        return new LayerChain([.. layers.Select(layer => layer.Normalized())]);
    }

    /// <summary>Multiplies a hidden layer out whose neurons all have one slope only (identity, or neurons that cannot switch on the inputs of interest). No finite multipliers make LipSDP exact on it; the product is.</summary>
    private static ChainLayer Product(ChainLayer outer, ChainLayer inner)
    {
        double[] slopes = [.. inner.Slopes.Select(range => range.Minimum)];
        ChainLayer product = outer with { Weights = EnclosedMatrix.Product(outer.Weights, slopes, inner.Weights), Exponent = checked(outer.Exponent + inner.Exponent) };
        return product.Normalized();
    }
}
