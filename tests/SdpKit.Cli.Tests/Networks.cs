using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Tests;

/// <summary>Makes small networks with known bounds, and their files.</summary>
internal static class Networks
{
    /// <summary>The bound of <see cref="Walkthrough"/>, 4/sqrt(3); its Lipschitz constant is sqrt(5), the product of its norms 4.</summary>
    public const double WalkthroughBound = 2.3094010767585034;

    /// <summary>Gets x -> [1 1] relu([1 2; 1 -2] x).</summary>
    public static Network Walkthrough { get; } = new(
        new DenseLayer(2, 2, [1.0, 2.0, 1.0, -2.0], [], Activation.Relu),
        new DenseLayer(1, 2, [1.0, 1.0], [], Activation.Identity));

    /// <summary>Gets a classifier without hidden layers, x -> (x_1, x_2 / 10): bound 1, and sqrt(1.01) for its margin.</summary>
    public static Network Linear { get; } = new(new DenseLayer(2, 2, [1.0, 0.0, 0.0, 0.1], [], Activation.Identity));

    /// <summary>Makes a network with normally distributed weights and biases of the usual scale.</summary>
    public static Network Random(int seed, params int[] sizes)
    {
        var random = new Random(seed);
        double Normal(double scale) => scale * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
        return new Network([.. Enumerable.Range(1, sizes.Length - 1).Select(l => new DenseLayer(
            sizes[l],
            sizes[l - 1],
            [.. Enumerable.Range(0, sizes[l] * sizes[l - 1]).Select(_ => Normal(1.0 / Math.Sqrt(sizes[l - 1])))],
            [.. Enumerable.Range(0, sizes[l]).Select(_ => Normal(0.1))],
            l < sizes.Length - 1 ? Activation.Relu : Activation.Identity))]);
    }

    /// <summary>Writes a network in the format that goes with the file's name, and returns the path.</summary>
    public static string Write(this Network network, string path)
    {
        using FileStream stream = File.Create(path);
        NetworkWriter.Write(network, stream, NetworkWriter.FormatOf(path));
        return path;
    }
}
