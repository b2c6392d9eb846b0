using FsCheck.Xunit;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.LowerBounds;

namespace SdpKit.Lipschitz.Tests.LowerBounds;

public sealed class SmoothedGradientTests
{
    [Property(MaxTest = 30)]
    public void Gradient_of_smooth_networks_is_that_of_finite_differences(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, seed % 2 == 0 ? Activation.Tanh : Activation.Silu, 4, 7, 6, 1);
        var product = SlopeProduct.Of(network);
        double[] point = [0.3, -0.8, 0.5, 1.1];
        double[] Ones() => [1.0, 1.0, 1.0, 1.0];
        double[] direction = Ones();
        double Norm(double[] at, ref double[] start) => product.Norm(LinearPiece.At(network, at).Slopes, ref start, iterations: 100);
        Norm(point, ref direction);

        double[] gradient = SmoothedGradient.Of(network, product, LinearPiece.At(network, point), direction, width: 1e-5);
        double Difference(int i, double step)
        {
            double[] moved = [.. point];
            moved[i] += step;
            double[] start = Ones();
            return Norm(moved, ref start);
        }

        double[] expected = [.. Enumerable.Range(0, 4).Select(i => Difference(i, 1e-5) - Difference(i, -1e-5))];
        SlopeProduct.Normalize(expected);
        Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Fact]
    public void Kinks_within_the_width_are_seen_and_others_are_not()
    {
        // The second neuron, switched off at 1, would add to the slope.
        var network = new Network(new DenseLayer(2, 1, [1, -1], [], Activation.Relu), new DenseLayer(1, 2, [1, -2], [], Activation.Identity));
        var product = SlopeProduct.Of(network);
        var piece = LinearPiece.At(network, [1.0]);
        Assert.Equal(-1.0, SmoothedGradient.Of(network, product, piece, [1.0], width: 2.0)[0]);
        Assert.Equal(0.0, SmoothedGradient.Of(network, product, piece, [1.0], width: 0.5)[0]);
    }
}
