using System.Collections.Immutable;
using FsCheck.Xunit;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Tests;

namespace SdpKit.Training.Tests.Projection;

/// <summary>Invariances of the Lipschitz update on random networks.</summary>
public sealed class LipschitzUpdatePropertyTests
{
    /// <summary>What two projections of the same problem may differ by, relative to the weights.</summary>
    private const double Slack = 1e-6;

    [Property(MaxTest = 20)]
    public void Rotated_inputs_rotate_the_answer(int seed)
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Some(seed);
        Network expected = Rotated(CheckedUpdate.Enforce(network, multipliers, bound).Network, seed);
        Network found = CheckedUpdate.Enforce(Rotated(network, seed), multipliers, bound).Network;
        Assert.InRange(CheckedUpdate.Distance(expected, found), 0.0, Slack * Norm(network));
    }

    [Property(MaxTest = 20)]
    public void Inputs_without_weights_change_nothing(int seed)
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Some(seed);
        Network expected = Widened(CheckedUpdate.Enforce(network, multipliers, bound).Network);
        Network found = CheckedUpdate.Enforce(Widened(network), multipliers, bound).Network;
        Assert.InRange(CheckedUpdate.Distance(expected, found), 0.0, Slack * Norm(network));
    }

    [Property(MaxTest = 20)]
    public void Network_that_holds_the_bound_is_returned_itself(int seed)
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Some(seed);
        LipschitzUpdateResult first = CheckedUpdate.Enforce(network, multipliers, bound);
        LipschitzUpdateResult again = CheckedUpdate.Enforce(first.Network, multipliers, bound * (1.0 + 1e-9));
        Assert.Same(first.Network, again.Network);
        Assert.Equal(0, again.Iterations);
    }

    [Property(MaxTest = 20)]
    public void Scaled_weights_scale_the_answer(int seed)
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Some(seed);
        double factor = 0.1 + (3.0 * new Random(seed).NextDouble());
        int layers = network.Layers.Length;
        ImmutableArray<ImmutableArray<double>> scaled = [.. multipliers.Select((layer, l) => layer.Select(t => t * Math.Pow(factor, 2.0 * (layers - 1 - l))).ToImmutableArray())];
        Network expected = Changed(CheckedUpdate.Enforce(network, multipliers, bound).Network, (_, _, row, j) => factor * row[j]);
        Network found = CheckedUpdate.Enforce(Changed(network, (_, _, row, j) => factor * row[j]), scaled, bound * Math.Pow(factor, layers)).Network;
        Assert.InRange(CheckedUpdate.Distance(expected, found), 0.0, Slack * factor * Norm(network));
    }

    [Property(MaxTest = 20)]
    public void Enforcing_the_best_bound_gives_the_regularized_answer(int seed)
    {
        (Network network, _, ImmutableArray<ImmutableArray<double>> multipliers) = Some(seed);
        LipschitzUpdateResult best = CheckedUpdate.Regularize(network, multipliers, 0.05);
        LipschitzUpdateResult enforced = CheckedUpdate.Enforce(network, multipliers, Math.Sqrt(best.SquaredBound));
        Assert.InRange(CheckedUpdate.Distance(best.Network, enforced.Network), 0.0, Slack * Norm(network));
    }

    /// <summary>Makes a random network of random shape, the multipliers of LipSDP and a bound below its own.</summary>
    private static (Network Network, double Bound, ImmutableArray<ImmutableArray<double>> Multipliers) Some(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, random.Next(3, 6)).Select(_ => random.Next(2, 9))];
        Network network = ReferenceNetworks.Random(seed, new[] { Activation.Relu, Activation.Tanh, Activation.Sigmoid }[random.Next(3)], sizes);
        (double bound, ImmutableArray<ImmutableArray<double>> multipliers) = CheckedUpdate.Certified(network);
        return (network, bound * (0.3 + (0.6 * random.NextDouble())), multipliers);
    }

    private static double Norm(Network network) => Math.Sqrt(UpdateOracle.Flat(network).Sum(value => value * value));

    private static Network Rotated(Network network, int seed)
    {
        int last = network.InputSize - 1;
        (double sin, double cos) = Math.SinCos(seed);
        return Changed(network, (l, _, row, j) => l > 0 || (j != 0 && j != last) ? row[j] : j == 0 ? (cos * row[0]) - (sin * row[last]) : (sin * row[0]) + (cos * row[last]));
    }

    private static Network Widened(Network network)
    {
        DenseLayer first = network.Layers[0];
        double[] weights = [.. Enumerable.Range(0, first.OutputSize).SelectMany(k => first.Row(k).ToArray().Concat(new double[12]))];
        return new Network(network.Layers.SetItem(0, new DenseLayer(first.OutputSize, first.InputSize + 12, [.. weights], first.Bias, first.Activation)));
    }

    private static Network Changed(Network network, Func<int, int, double[], int, double> weight) => new([.. network.Layers.Select((layer, l) => new DenseLayer(
        layer.OutputSize,
        layer.InputSize,
        [.. Enumerable.Range(0, layer.OutputSize).SelectMany(k => Enumerable.Range(0, layer.InputSize).Select(j => weight(l, k, layer.Row(k).ToArray(), j)))],
        layer.Bias,
        layer.Activation))]);
}
