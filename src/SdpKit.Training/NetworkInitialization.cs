using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Training.Randomness;

namespace SdpKit.Training;

/// <summary>Makes networks to start training from. Stateless and thread-safe.</summary>
public static class NetworkInitialization
{
    /// <summary>Makes a network with weights and biases uniform in [-1, 1] / sqrt(inputs of the layer), as PyTorch's Linear.</summary>
    /// <param name="sizes">The sizes of input, hidden layers and output; at least two, each positive.</param>
    /// <param name="activation">The activation of the hidden layers.</param>
    /// <param name="seed">The seed; the same seed gives the same network everywhere.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes, or one is not positive.</exception>
    public static Network Uniform(ImmutableArray<int> sizes, Activation activation, uint seed)
    {
        if (sizes.IsDefault || sizes.Length < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException("A network has at least two sizes, all positive.", nameof(sizes));
        }

        var random = new MersenneTwister(seed);
        var layers = ImmutableArray.CreateBuilder<DenseLayer>();
        for (int l = 0; l < sizes.Length - 1; l++)
        {
            double range = 1.0 / Math.Sqrt(sizes[l]);
            double[] values = new double[(sizes[l] + 1) * sizes[l + 1]];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = range * ((2.0 * random.NextDouble()) - 1.0);
            }

            int weights = sizes[l] * sizes[l + 1];
            layers.Add(new DenseLayer(sizes[l + 1], sizes[l], [.. values[..weights]], [.. values[weights..]], l == sizes.Length - 2 ? Activation.Identity : activation));
        }

        return new Network(layers.DrainToImmutable());
    }
}
