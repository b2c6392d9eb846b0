namespace SdpKit.Lipschitz.Tests;

public sealed class NetworkTests
{
    [Fact]
    public void Evaluation_follows_the_layers()
    {
        var network = new Network(
            new DenseLayer(2, 2, [1, 2, 1, -2], [0.5, -1], Activation.Relu),
            new DenseLayer(1, 2, [1, 3], [0.25], Activation.Identity));

        Assert.Equal([6.5 + 0.25], network.Evaluate([2, 2]));
        Assert.Equal([0.5 + (3 * 3.0) + 0.25], network.Evaluate([2, -1]));
        Assert.Equal<int>([2, 2, 1], network.Sizes);
    }

    [Fact]
    public void Input_scale_is_folded_into_the_first_layer()
    {
        var network = new Network(
            new DenseLayer(2, 2, [1, 2, 1, -2], [0.5, -1], Activation.Tanh).WithSlopes(new SlopeRange(0.1, 0.5)),
            new DenseLayer(1, 2, [1, 3], [], Activation.Identity));
        Network scaled = network.WithInputScale(0.5, 4);

        Assert.Equal<double>([0.5, 8, 0.5, -8], scaled.Layers[0].Weights);
        Assert.Equal<SlopeRange>(network.Layers[0].Slopes, scaled.Layers[0].Slopes);
        Assert.Equal(network.Evaluate([0.35, 0.8]), scaled.Evaluate([0.7, 0.2]));
    }

    [Fact]
    public void Slopes_are_those_of_the_activation_unless_set()
    {
        var network = new Network(
            new DenseLayer(2, 1, [1, 2], [], Activation.Sigmoid),
            new DenseLayer(1, 2, [1, 3], [], Activation.Identity));

        Assert.Equal<SlopeRange>([new SlopeRange(0, 0.25), new SlopeRange(0, 0.25)], network.Layers[0].Slopes);
        Network other = network.WithSlopes(new SlopeRange(-1, 2));
        Assert.Equal<SlopeRange>([new SlopeRange(-1, 2), new SlopeRange(-1, 2)], other.Layers[0].Slopes);
        Assert.Equal<SlopeRange>([new SlopeRange(1, 1)], other.Layers[1].Slopes);
    }

    [Fact]
    public void Normalised_inputs_are_folded_into_the_first_layer()
    {
        Network network = ReferenceNetworks.Random(4, Activation.Tanh, 2, 5, 3);
        Network folded = network.WithInputDivisor(3.0, 0.7).WithInputShift(0.1, -2.0);
        Assert.All(network.Evaluate([(0.4 - 0.1) / 3.0, (0.9 + 2.0) / 0.7]).Zip(folded.Evaluate([0.4, 0.9])), pair => Assert.Equal(pair.First, pair.Second, 1e-14));

        // 1e-200 / 1e200 is no double, but no 0 either.
        Network tiny = new Network(new DenseLayer(1, 1, [1e-200], [], Activation.Relu), new DenseLayer(1, 1, [1e300], [], Activation.Identity)).WithInputDivisor(1e200);
        Assert.InRange(LipschitzCertifier.Certify(tiny).Bound ?? double.PositiveInfinity, 1e-100, double.PositiveInfinity);
        Assert.Throws<ArgumentException>(() => network.WithInputDivisor(1.0, 0.0));
        Assert.Throws<ArgumentException>(() => network.WithInputShift(1.0));
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused_with_the_place()
    {
        var layer = new DenseLayer(2, 3, [1, 2, 3, 4, 5, 6], [], Activation.Relu);
        Assert.Contains("Layer 1 takes 3 inputs, but layer 0 has 2 neurons", Assert.Throws<ArgumentException>(() => new Network(layer, layer)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Network());
        Assert.Throws<ArgumentException>(() => new Network(layer).Evaluate([1, 2]));
        Assert.Throws<ArgumentException>(() => new Network(layer).WithInputScale(1, 2));
        Assert.Throws<ArgumentException>(() => new DenseLayer(2, 3, [1, 2, 3, 4, 5], [], Activation.Relu));
        Assert.Throws<ArgumentException>(() => new DenseLayer(2, 3, default, [], Activation.Relu));
        Assert.Throws<ArgumentException>(() => new DenseLayer(2, 3, [1, 2, 3, 4, 5, 6], [1], Activation.Relu));
        Assert.Throws<ArgumentException>(() => layer.WithSlopes([new SlopeRange(0, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlopeRange(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Activation.LeakyRelu(double.NaN));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_with_the_place()
    {
        ArgumentException weight = Assert.Throws<ArgumentException>(() => new DenseLayer(2, 2, [1, 2, double.NaN, 4], [], Activation.Relu));
        Assert.Contains("neuron 1 and input 0", weight.Message, StringComparison.Ordinal);
        ArgumentException bias = Assert.Throws<ArgumentException>(() => new DenseLayer(2, 1, [1, 2], [0, double.PositiveInfinity], Activation.Relu));
        Assert.Contains("bias of neuron 1", bias.Message, StringComparison.Ordinal);
    }
}
