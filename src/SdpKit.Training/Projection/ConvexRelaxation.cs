using SdpKit.Lipschitz;

namespace SdpKit.Training.Projection;

/// <summary>Gives a network the slopes for which the set of certified weights is convex at fixed multipliers: [0, beta] for each hidden neuron.</summary>
internal static class ConvexRelaxation
{
    /// <summary>Widens the slopes [alpha, beta] of hidden neurons with alpha > 0 to [0, beta]: a bound for more functions is one for these (arXiv 2005.02929, remark 3).</summary>
    /// <exception cref="ArgumentException">An activation may decrease or is linear, or there is one after the last layer; the message says where.</exception>
    public static Network Of(Network network)
    {
        for (int l = 0; l < network.Layers.Length - 1; l++)
        {
            if (network.Layers[l].Slopes.Any(range => range.Minimum < 0.0 || range.Maximum <= range.Minimum))
            {
                throw new ArgumentException($"The activation {network.Layers[l].Activation} after layer {l} may decrease or is linear; a Lipschitz update takes slopes between 0 and a larger number.", nameof(network));
            }
        }

        if (!network.Layers[^1].Activation.Equals(Activation.Identity))
        {
            throw new ArgumentException($"The last layer has the activation {network.Layers[^1].Activation}; a Lipschitz update takes a network that ends without one.", nameof(network));
        }

        return network.With([.. network.Layers[..^1].Select(layer => layer.WithSlopes([.. layer.Slopes.Select(range => new SlopeRange(0.0, range.Maximum))])), network.Layers[^1]]);
    }
}
