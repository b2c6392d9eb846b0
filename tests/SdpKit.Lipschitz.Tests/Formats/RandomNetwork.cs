using SdpKit.Lipschitz.Formats;

namespace SdpKit.Lipschitz.Tests.Formats;

/// <summary>Makes small networks from a seed.</summary>
internal static class RandomNetwork
{
    private static readonly Activation[] Activations =
    [
        Activation.Relu, Activation.Tanh, Activation.Sigmoid, Activation.Erf, Activation.Softplus, Activation.Silu, Activation.Gelu, Activation.GeluTanh, Activation.LeakyRelu(0.125), Activation.Elu(),
        Activation.Elu(0.5),
    ];

    /// <summary>Makes a network with one activation between its layers, with biases or without.</summary>
    public static Network Of(int seed, Activation? between = null)
    {
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, 2 + random.Next(3)).Select(_ => 1 + random.Next(5))];
        between ??= Activations[random.Next(Activations.Length)];
        return new Network([.. Enumerable.Range(0, sizes.Length - 1).Select(l => Layer(random, sizes[l], sizes[l + 1], l == sizes.Length - 2 ? Activation.Identity : between))]);
    }

    public static byte[] Written(Network network, NetworkFormat format)
    {
        using var stream = new MemoryStream();
        NetworkWriter.Write(network, stream, format);
        return stream.ToArray();
    }

    /// <summary>Makes a .npy file with a matrix.</summary>
    public static byte[] Npy(int rows, int columns) =>
        [0x93, .. "NUMPY"u8, 1, 0, 64, 0, .. System.Text.Encoding.ASCII.GetBytes($"{{'descr': '<f8', 'fortran_order': True, 'shape': ({rows}, {columns})}}".PadRight(63) + "\n"), .. new byte[8 * rows * columns]];

    public static void AssertSame(Network expected, Network actual)
    {
        Assert.Equal(string.Join('-', expected.Sizes), string.Join('-', actual.Sizes));
        foreach ((DenseLayer one, DenseLayer other) in expected.Layers.Zip(actual.Layers))
        {
            Assert.Equal<double>(one.Weights, other.Weights);
            Assert.Equal<double>(one.Bias, other.Bias);
            Assert.Equal(one.Activation, other.Activation);
            Assert.Equal<SlopeRange>(one.Slopes, other.Slopes);
        }
    }

    private static DenseLayer Layer(Random random, int inputs, int outputs, Activation activation)
    {
        double Draw() => random.Next(3) == 0 ? random.Next(-3, 4) : (random.NextDouble() - 0.5) * Math.Pow(10.0, random.Next(-3, 3));
        return new DenseLayer(outputs, inputs, [.. Enumerable.Range(0, inputs * outputs).Select(_ => Draw())], random.Next(3) == 0 ? [] : [.. Enumerable.Range(0, outputs).Select(_ => Draw())], activation);
    }
}
