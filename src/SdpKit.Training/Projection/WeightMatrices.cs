using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>Goes from a network to the matrices of its weights and back.</summary>
internal static class WeightMatrices
{
    public static DenseMatrix[] Of(Network network) =>
        [.. network.Layers.Select(layer => DenseMatrix.Of(layer.OutputSize, layer.InputSize, (k, j) => layer.Weights[(k * layer.InputSize) + j]))];

    /// <summary>Makes a network with other weights; biases, activations and slopes stay.</summary>
    public static Network Replace(Network network, IReadOnlyList<DenseMatrix> weights) =>
        network.With([.. network.Layers.Select((layer, l) => layer.WithParameters([.. weights[l].Transposed().Values], layer.Bias))]);

    /// <summary>Makes a network with each weight w replaced by function(layer, its place in <see cref="DenseLayer.Weights"/>, w).</summary>
    public static Network Map(Network network, Func<int, int, double, double> function) =>
        network.With([.. network.Layers.Select((layer, l) => layer.WithParameters([.. layer.Weights.Select((weight, i) => function(l, i, weight))], layer.Bias))]);
}
