using SdpKit.Lipschitz.Formats;
using SdpKit.Tests;

namespace SdpKit.Lipschitz.Tests;

/// <summary>Makes the networks with published values.</summary>
internal static class ReferenceNetworks
{
    public static Network Read(string name, WeightOrientation orientation = default) =>
        NetworkReader.ReadFile(TestData.Path("nets/" + name), new NetworkReaderOptions { Activation = Activation.Relu, Orientation = orientation }).Network;

    /// <summary>Makes x -> W_d phi(... W_1 x), W_i = linear_i_weight', from a file that holds a network with one layer more on each side.</summary>
    public static Network Chain(int depth)
    {
        Network file = Read($"chain/mlp_L{depth + 1}_W16.mat");
        return new Network([.. file.Layers[1..(depth + 1)].Select((layer, l) => new DenseLayer(
            16, 16, [.. Enumerable.Range(0, 256).Select(k => layer.Weights[(16 * (k % 16)) + (k / 16)])], [], l == depth - 1 ? Activation.Identity : Activation.Relu))]);
    }

    /// <summary>Makes a network with normal weights, N(0,1)/sqrt(inputs), and biases.</summary>
    public static Network Random(int seed, Activation activation, params int[] sizes)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
        return new Network([.. Enumerable.Range(0, sizes.Length - 1).Select(l => new DenseLayer(
            sizes[l + 1],
            sizes[l],
            [.. Enumerable.Range(0, sizes[l] * sizes[l + 1]).Select(_ => Normal() / Math.Sqrt(sizes[l]))],
            [.. Enumerable.Range(0, sizes[l + 1]).Select(_ => 0.1 * Normal())],
            l == sizes.Length - 2 ? Activation.Identity : activation))]);
    }
}
