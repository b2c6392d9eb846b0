using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Tests;

namespace SdpKit.Training.Tests.Projection;

public sealed class LipschitzUpdateTests
{
    [Theory]
    [InlineData(0.5, "tanh", 3, 4, 2)]
    [InlineData(0.9, "relu", 6, 3, 2)]
    [InlineData(0.2, "sigmoid", 2, 5, 1)]
    [InlineData(0.5, "tanh", 2, 4, 3, 2)]
    [InlineData(0.7, "leaky_relu(0.2)", 5, 3, 4, 2)]
    [InlineData(0.6, "relu", 2, 3, 3, 3, 2)]
    [InlineData(0.5, "relu", 4, 2)]
    public void Enforced_update_is_the_interior_point_optimum(double fraction, string activation, params int[] sizes)
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(sizes.Sum(), activation, sizes);
        LipschitzUpdateResult result = CheckedUpdate.Enforce(network, multipliers, fraction * bound);
        (double expected, double[] weights) = UpdateOracle.Enforce(network, multipliers, fraction * bound);
        double distance = CheckedUpdate.Distance(network, result.Network);
        Assert.Equal(1.0, 0.5 * distance * distance / expected, 1e-6);
        Assert.Equal(0.0, Math.Sqrt(UpdateOracle.Flat(result.Network).Zip(weights, (x, y) => (x - y) * (x - y)).Sum()) / distance, 1e-3);
        Assert.InRange(result.KktResidual, 0.0, 1e-7);
    }

    [Theory]
    [InlineData(0.01, "tanh", 3, 4, 2)]
    [InlineData(1.0, "relu", 6, 3, 2)]
    [InlineData(0.1, "tanh", 2, 4, 3, 2)]
    [InlineData(5.0, "sigmoid", 5, 3, 4, 2)]
    public void Regularized_update_is_the_interior_point_optimum(double weight, string activation, params int[] sizes)
    {
        (Network network, _, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(sizes.Sum(), activation, sizes);
        LipschitzUpdateResult result = CheckedUpdate.Regularize(network, multipliers, weight);
        (double expected, double[] variables) = UpdateOracle.Regularize(network, multipliers, weight);
        double distance = CheckedUpdate.Distance(network, result.Network);
        Assert.Equal(1.0, ((weight * result.SquaredBound) + (0.5 * distance * distance)) / expected, 1e-6);
        Assert.Equal(1.0, result.SquaredBound / variables[^1], 1e-3);
        Assert.InRange(result.KktResidual, 0.0, 1e-7);
    }

    /// <summary>W is nearest to V in a convex set exactly where (V - W)'(Z - W) is not positive for any Z in the set; here for the updates of other networks.</summary>
    [Theory]
    [InlineData(20, 16, 10)]
    [InlineData(196, 50, 10)]
    [InlineData(30, 40, 20, 10)]
    [InlineData(12, 10, 14, 10, 8)]
    public void Update_keeps_its_optimality_conditions(params int[] sizes)
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(1, "tanh", sizes);
        LipschitzUpdateResult result = CheckedUpdate.Enforce(network, multipliers, 0.4 * bound);
        Assert.InRange(result.KktResidual, 0.0, 1e-7);
        double[] target = UpdateOracle.Flat(network);
        double[] answer = UpdateOracle.Flat(result.Network);
        double distance = CheckedUpdate.Distance(network, result.Network);
        for (int seed = 2; seed < 6; seed++)
        {
            Network other = CheckedUpdate.Enforce(ReferenceNetworks.Random(seed, Activation.Tanh, sizes), multipliers, 0.4 * bound).Network;
            double[] point = UpdateOracle.Flat(other);
            double product = Enumerable.Range(0, target.Length).Sum(i => (target[i] - answer[i]) * (point[i] - answer[i]));
            Assert.True(product <= 1e-6 * distance * CheckedUpdate.Distance(result.Network, other));
        }
    }

    [Fact]
    public void Answer_does_not_depend_on_threads()
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(3, "tanh", 120, 100, 80, 10);
        LipschitzUpdateResult one = CheckedUpdate.Enforce(network, multipliers, 0.5 * bound);
        LipschitzUpdateResult two = CheckedUpdate.Enforce(network, multipliers, 0.5 * bound, new LipschitzUpdateOptions { Threads = 3 });
        Assert.Equal(UpdateOracle.Flat(one.Network), UpdateOracle.Flat(two.Network));
    }

    [Fact]
    public void Update_that_is_cut_short_still_holds_the_bound()
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(4, "relu", 10, 8, 6);
        LipschitzUpdateResult result = CheckedUpdate.Enforce(network, multipliers, 0.5 * bound, new LipschitzUpdateOptions { Threads = 1, MaxIterations = 1 });
        Assert.Equal(1, result.Iterations);
        Assert.True(result.KktResidual > 1e-7);
    }

    [Fact]
    public void Weights_without_full_rank_are_projected_too()
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(5, "relu", 10, 4, 3);
        DenseLayer first = network.Layers[0];
        var deficient = new Network(network.Layers.SetItem(0, new DenseLayer(4, 10, [.. first.Weights[..10], .. first.Weights[..10], .. new double[10], .. first.Weights[30..]], first.Bias, first.Activation)));
        LipschitzUpdateResult result = CheckedUpdate.Enforce(deficient, multipliers, 0.3 * bound);
        double distance = CheckedUpdate.Distance(deficient, result.Network);
        Assert.InRange(result.KktResidual, 0.0, 1e-7);
        Assert.Equal(1.0, 0.5 * distance * distance / UpdateOracle.Enforce(deficient, multipliers, 0.3 * bound).Value, 1e-6);
    }

    [Fact]
    public void Cancelled_update_throws()
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(6, "relu", 10, 8, 6);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => LipschitzUpdate.Enforce(network, multipliers, 0.5 * bound, cancellationToken: source.Token));
    }

    [Fact]
    public void Misuse_is_named()
    {
        (Network network, double bound, ImmutableArray<ImmutableArray<double>> multipliers) = Instance(7, "relu", 4, 3, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => LipschitzUpdate.Enforce(network, multipliers, 0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LipschitzUpdate.Enforce(network, multipliers, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LipschitzUpdate.Enforce(network, multipliers, 1e-200));
        Assert.Throws<ArgumentOutOfRangeException>(() => LipschitzUpdate.Regularize(network, multipliers, -1.0));
        Assert.Contains("multiplier", Assert.Throws<ArgumentException>(() => LipschitzUpdate.Enforce(network, [], bound)).Message, StringComparison.Ordinal);
        Assert.Contains("positive", Assert.Throws<ArgumentException>(() => LipschitzUpdate.Enforce(network, [[1.0, 0.0, 1.0]], bound)).Message, StringComparison.Ordinal);
        Network gelu = ReferenceNetworks.Random(1, Activation.Gelu, 4, 3, 2);
        Assert.Contains("gelu after layer 0", Assert.Throws<ArgumentException>(() => LipschitzUpdate.Enforce(gelu, multipliers, bound)).Message, StringComparison.Ordinal);
        var ending = new Network([network.Layers[0], new DenseLayer(2, 3, network.Layers[1].Weights, [], Activation.Sigmoid)]);
        Assert.Contains("ends without one", Assert.Throws<ArgumentException>(() => LipschitzUpdate.Enforce(ending, multipliers, bound)).Message, StringComparison.Ordinal);
        Network zero = new([new DenseLayer(3, 4, [.. new double[12]], [], Activation.Relu), network.Layers[1]]);
        Assert.Contains("zero", Assert.Throws<ArgumentException>(() => LipschitzUpdate.Regularize(zero, multipliers, 1.0)).Message, StringComparison.Ordinal);
    }

    private static (Network Network, double Bound, ImmutableArray<ImmutableArray<double>> Multipliers) Instance(int seed, string activation, params int[] sizes)
    {
        Assert.True(Activation.TryParse(activation, out Activation? parsed));
        Network network = ReferenceNetworks.Random(seed, parsed, sizes);
        (double bound, ImmutableArray<ImmutableArray<double>> multipliers) = CheckedUpdate.Certified(network);
        return (network, bound, multipliers);
    }
}
