using System.Collections.Immutable;
using FsCheck.Xunit;

namespace SdpKit.Lipschitz.Tests;

/// <summary>Orders and invariances of the bounds on random networks.</summary>
public sealed class BoundPropertyTests
{
    /// <summary>What solves and repairs may be off.</summary>
    private const double Slack = 1e-7;

    private static readonly Activation[] Activations =
        [Activation.Relu, Activation.Tanh, Activation.Sigmoid, Activation.LeakyRelu(0.1), Activation.Silu, Activation.Gelu, Activation.Elu(1.5), Activation.Softplus, Activation.Identity];

    [Property(MaxTest = 60)]
    public void Bounds_are_ordered(int seed)
    {
        Network network = Some(seed);
        CertifiedBound neuron = CheckedCertification.Of(network);
        double layer = CheckedCertification.Bound(network, LipschitzMethod.Layer);
        double fast = CheckedCertification.Bound(network, LipschitzMethod.Fast);
        double product = CheckedCertification.Bound(network, LipschitzMethod.Product);
        double split = CheckedCertification.Bound(network, parts: 2);
        AssertBelow(neuron.LowerBound ?? 0.0, neuron.PatternBound!.Value);
        AssertBelow(neuron.PatternBound.Value, neuron.Bound!.Value);
        AssertBelow(neuron.Bound.Value, layer);
        AssertBelow(neuron.Bound.Value, fast);
        AssertBelow(layer, product);
        AssertBelow(neuron.Bound.Value, split);
        AssertBelow(split, product);
        Assert.Equal(product, neuron.ProductBound!.Value);
        Assert.Equal(SolveStatus.Optimal, neuron.Status);
    }

    [Fact]
    public void Product_bound_comes_where_it_is_asked_for()
    {
        Network network = Some(1);
        Assert.Null(CheckedCertification.Of(network, new CertifyOptions { FindsProductBound = false }).ProductBound);
        CertifiedBound product = CheckedCertification.Of(network, new CertifyOptions { Method = LipschitzMethod.Product, FindsProductBound = false });
        Assert.Equal(product.Bound, product.ProductBound);
    }

    [Fact]
    public void Status_says_whether_the_solve_came_to_its_end()
    {
        Network network = ReferenceNetworks.Random(4, Activation.Relu, 10, 20, 20, 5);
        CertifiedBound whole = CheckedCertification.Of(network);
        CertifiedBound stopped = CheckedCertification.Of(network, new CertifyOptions { TimeLimit = TimeSpan.FromTicks(1) });
        CertifiedBound parts = CheckedCertification.Of(network, new CertifyOptions { TimeLimit = TimeSpan.FromTicks(1), Parts = 2 });
        Assert.Equal((SolveStatus.Optimal, SolveStatus.TimeLimit, SolveStatus.TimeLimit), (whole.Status, stopped.Status, parts.Status));
        Assert.True(stopped.RelativeGap > 1e-5 && stopped.Bound > whole.Bound);
        Assert.Equal(SolveStatus.Optimal, CheckedCertification.Of(network, new CertifyOptions { TimeLimit = TimeSpan.FromTicks(1), Method = LipschitzMethod.Fast }).Status);
    }

    [Property(MaxTest = 20)]
    public void Dead_neurons_and_zero_layers_change_nothing_else(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, Activations[Math.Abs(seed % 8)], 4, 5, 4, 3);
        var random = new Random(seed);

        // Neuron 1 of the first layer hears nothing, neuron 2 of the second is not heard.
        Network dead = Changed(network, (l, i, j, w) => (l == 0 && i == 1) || (l == 2 && j == 2) ? 0.0 : w);
        Network without = Without(dead);
        Assert.Equal(1.0, CheckedCertification.Bound(dead) / CheckedCertification.Bound(without), Slack);
        int zero = random.Next(3);
        foreach (LipschitzMethod method in Enum.GetValues<LipschitzMethod>())
        {
            foreach (Func<int, bool> isZero in new Func<int, bool>[] { l => l == zero, _ => true })
            {
                CertifiedBound bound = CheckedCertification.Of(Changed(network, (l, _, _, w) => isZero(l) ? 0.0 : w), new CertifyOptions { Method = method });
                Assert.Equal(0.0, bound.Bound);
                Assert.Null(bound.LowerBound);
            }
        }
    }

    [Property(MaxTest = 20)]
    public void Order_of_neurons_does_not_matter(int seed)
    {
        Network network = Some(seed);
        var random = new Random(seed);
        ImmutableArray<int[]> orders = [.. network.Layers.Select(layer => Enumerable.Range(0, layer.OutputSize).OrderBy(_ => random.Next()).ToArray())];
        Network permuted = Changed(network, (l, i, j, _) => network.Layers[l].Row(orders[l][i])[l == 0 ? j : orders[l - 1][j]]);
        Assert.Equal(1.0, CheckedCertification.Bound(permuted) / CheckedCertification.Bound(network), Slack);
    }

    [Property(MaxTest = 20)]
    public void Orthogonal_changes_of_the_input_coordinates_do_not_matter(int seed)
    {
        // W_0 (I - 2 v v') with |v| = 1.
        Network network = Some(seed);
        var random = new Random(seed);
        double[] v = [.. Enumerable.Range(0, network.InputSize).Select(_ => random.NextDouble() - 0.5)];
        double norm = Math.Sqrt(v.Sum(value => value * value));
        v = [.. v.Select(value => value / norm)];
        Network reflected = Changed(network, (l, i, j, w) => l > 0 ? w : w - (2.0 * v[j] * v.Select((value, k) => value * network.Layers[0].Row(i)[k]).Sum()));
        Assert.Equal(1.0, CheckedCertification.Bound(reflected) / CheckedCertification.Bound(network), Slack);
    }

    [Property(MaxTest = 20)]
    public void Scaled_weights_scale_the_bound(int seed)
    {
        Network network = Some(seed);
        var random = new Random(seed);
        double[] factors = [.. network.Layers.Select(_ => Math.Exp((20.0 * random.NextDouble()) - 10.0))];
        Network scaled = Changed(network, (l, _, _, w) => factors[l] * w);
        double expected = CheckedCertification.Bound(network) * factors.Aggregate((x, y) => x * y);
        Assert.Equal(1.0, CheckedCertification.Bound(scaled) / expected, Slack);
    }

    [Property(MaxTest = 20)]
    public void Wider_slopes_give_larger_bounds(int seed)
    {
        Network network = Some(seed);
        var random = new Random(seed);
        (double least, double largest) = (random.NextDouble() - 0.7, 0.4 + random.NextDouble());
        double narrow = CheckedCertification.Bound(network.WithSlopes(new SlopeRange(least, largest)));
        AssertBelow(narrow, CheckedCertification.Bound(network.WithSlopes(new SlopeRange(least - 0.1, largest))));
        AssertBelow(narrow, CheckedCertification.Bound(network.WithSlopes(new SlopeRange(least, largest + 0.1))));
    }

    [Property(MaxTest = 20)]
    public void Slopes_may_differ_from_neuron_to_neuron(int seed)
    {
        Network network = Some(seed);
        var random = new Random(seed);
        SlopeRange Range()
        {
            double least = random.NextDouble() - 0.6;
            return random.Next(4) switch { 0 => new SlopeRange(0.0, 0.0), 1 => new SlopeRange(0.7, 0.7), _ => new SlopeRange(least, least + random.NextDouble()) };
        }

        var mixed = new Network([.. network.Layers[..^1].Select(layer => layer.WithSlopes([.. layer.Slopes.Select(_ => Range())])), network.Layers[^1]]);
        double bound = CheckedCertification.Bound(mixed);
        AssertBelow(bound, CheckedCertification.Bound(mixed, LipschitzMethod.Product));
        AssertBelow(bound, CheckedCertification.Bound(network.WithSlopes(new SlopeRange(-0.6, 1.4))));
    }

    [Property(MaxTest = 20)]
    public void Linear_networks_have_the_norm_of_their_product(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, Activation.Identity, 4, 6, 5, 3);
        double direct = CheckedCertification.Bound(network);
        CertifiedBound bound = CheckedCertification.Of(network);
        Assert.Equal(1.0, bound.LowerBound!.Value / direct, 1e-9);
    }

    [Property(MaxTest = 20)]
    public void Quotients_of_differences_never_exceed_the_bounds_of_outputs_and_margins(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, Activations[Math.Abs(seed % 9)], 3, 6, 4, 3);
        double single = CheckedCertification.Of(network, new CertifyOptions { Output = OutputSelection.Of(1) }).Bound!.Value;
        double margin = CheckedCertification.Of(network, new CertifyOptions { Output = OutputSelection.Margin(0, 2) }).Bound!.Value;
        var random = new Random(seed);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] x = [.. Enumerable.Range(0, 3).Select(_ => (4.0 * random.NextDouble()) - 2.0)];
            double[] y = [.. x.Select(value => value + (0.2 * random.NextDouble()) - 0.1)];
            double distance = Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());
            (double[] f, double[] g) = (network.Evaluate(x), network.Evaluate(y));
            AssertBelow(Math.Abs(f[1] - g[1]) / distance, single);
            AssertBelow(Math.Abs(f[0] - f[2] - (g[0] - g[2])) / distance, margin);
        }
    }

    private static void AssertBelow(double lower, double upper) => Assert.True(lower <= upper * (1.0 + Slack), FormattableString.Invariant($"{lower:R} is above {upper:R}"));

    private static Network Some(int seed)
    {
        int[][] shapes = [[3, 2], [1, 1, 1], [4, 6, 3], [2, 7, 5, 1], [9, 3, 4, 2, 6], [5, 4, 4, 4, 4, 4]];
        uint index = (uint)seed;
        return ReferenceNetworks.Random(seed, Activations[index % Activations.Length], shapes[index / 16 % shapes.Length]);
    }

    private static Network Changed(Network network, Func<int, int, int, double, double> change) => new([.. network.Layers.Select((layer, l) => new DenseLayer(
        layer.OutputSize,
        layer.InputSize,
        [.. layer.Weights.Select((weight, k) => change(l, k / layer.InputSize, k % layer.InputSize, weight))],
        layer.Bias,
        layer.Activation))]);

    /// <summary>Takes neuron 1 of the first and neuron 2 of the second hidden layer out.</summary>
    private static Network Without(Network network)
    {
        int[] removed = [1, 2, -1];
        return new Network([.. network.Layers.Select((layer, l) =>
        {
            int[] rows = [.. Enumerable.Range(0, layer.OutputSize).Where(i => i != removed[l])];
            int[] columns = [.. Enumerable.Range(0, layer.InputSize).Where(j => l == 0 || j != removed[l - 1])];
            return new DenseLayer(rows.Length, columns.Length, [.. rows.SelectMany(i => columns.Select(j => layer.Weights[(i * layer.InputSize) + j]))], [], layer.Activation);
        })]);
    }
}
