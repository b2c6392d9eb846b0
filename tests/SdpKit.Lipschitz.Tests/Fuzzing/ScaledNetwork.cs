using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Tests.Fuzzing;

/// <summary>Makes small random networks whose weights, slopes and biases are multiplied by random powers of two, layer by layer and neuron by neuron, over the whole range of exponents.</summary>
internal sealed class ScaledNetwork(Random random)
{
    /// <summary>How far exponents go: where usual networks are, where squares overflow and underflow, and all of the range.</summary>
    private static readonly int[] Ranges = [0, 8, 60, 400, 1070];

    private readonly int _range = Ranges[random.Next(Ranges.Length)];

    public Network Make()
    {
        int depth = 1 + random.Next(5);
        int[] sizes = [.. Enumerable.Range(0, depth + 1).Select(_ => 1 + random.Next(4))];
        int[] neurons = [.. Enumerable.Range(0, depth).Select(_ => Exponent())];

        // Half of the networks have a scale at the end that undoes those before it.
        bool isBalanced = random.Next(2) == 0;
        int sum = 0;
        var layers = ImmutableArray.CreateBuilder<DenseLayer>();
        int[] before = new int[sizes[0]];
        for (int l = 0; l < depth; l++)
        {
            int scale = isBalanced && l == depth - 1 ? -sum : neurons[l];
            sum += scale;
            int[] rows = [.. Enumerable.Range(0, sizes[l + 1]).Select(_ => random.Next(4) == 0 ? Exponent() : 0)];
            int[] columns = random.Next(2) == 0 ? before : new int[sizes[l]];
            double[] weights = [.. Enumerable.Range(0, sizes[l + 1] * sizes[l]).Select(k => Scaled(Weight(), scale + rows[k / sizes[l]] - columns[k % sizes[l]]))];
            double[] bias = random.Next(3) == 0 ? [] : [.. Enumerable.Range(0, sizes[l + 1]).Select(_ => Scaled(Weight(), random.Next(2) == 0 ? Exponent() : sum))];
            var layer = new DenseLayer(sizes[l + 1], sizes[l], [.. weights], [.. bias], l < depth - 1 || random.Next(4) == 0 ? Activation() : SdpKit.Lipschitz.Activation.Identity);
            layers.Add(layer);
            before = rows;
        }

        return new Network(layers.ToImmutable());
    }

    /// <summary>Draws a small number, a double with all its bits, or 0.</summary>
    public double Weight() => random.Next(6) switch
    {
        0 => 0.0,
        1 or 2 => random.Next(-4, 5) / 2.0,
        _ => (4.0 * random.NextDouble()) - 2.0,
    };

    public int Exponent() => _range == 0 ? 0 : random.Next(-_range, _range + 1);

    /// <summary>Multiplies by a power of two, up to the largest double.</summary>
    public static double Scaled(double value, int exponent) => Math.Clamp(Math.ScaleB(value, exponent), double.MinValue, double.MaxValue);

    private Activation Activation() => random.Next(9) switch
    {
        0 or 1 => SdpKit.Lipschitz.Activation.Relu,
        2 => SdpKit.Lipschitz.Activation.Identity,
        3 => SdpKit.Lipschitz.Activation.LeakyRelu(0.4),
        4 => SdpKit.Lipschitz.Activation.LeakyRelu(-1.0),
        5 => SdpKit.Lipschitz.Activation.LeakyRelu(Scaled(Weight(), Exponent())),
        6 => SdpKit.Lipschitz.Activation.Sigmoid,
        7 => SdpKit.Lipschitz.Activation.GeluTanh,
        _ => SdpKit.Lipschitz.Activation.Elu(0.7),
    };
}
