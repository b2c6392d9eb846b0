using SdpKit.Lipschitz;

namespace SdpKit.Benchmarks.Lipschitz;

/// <summary>Makes networks of relus with weights N(0, 1) / sqrt(inputs), without biases.</summary>
internal static class RandomNetwork
{
    public static Network Make(int seed, params int[] sizes)
    {
        var random = new Random(seed);
        return new Network([.. Enumerable.Range(0, sizes.Length - 1).Select(l => new DenseLayer(
            sizes[l + 1],
            sizes[l],
            [.. Enumerable.Range(0, sizes[l] * sizes[l + 1]).Select(_ => Normal(random) / Math.Sqrt(sizes[l]))],
            [],
            l == sizes.Length - 2 ? Activation.Identity : Activation.Relu))]);
    }

    /// <summary>Draws from the standard normal distribution (Box and Muller).</summary>
    private static double Normal(Random random) => Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
