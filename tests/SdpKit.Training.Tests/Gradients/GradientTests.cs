using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Tests;
using SdpKit.Training.Gradients;

namespace SdpKit.Training.Tests.Gradients;

public sealed class GradientTests
{
    private const int Points = 7;

    [Theory]
    [InlineData("tanh", true)]
    [InlineData("sigmoid", false)]
    [InlineData("softplus", true)]
    [InlineData("silu", false)]
    [InlineData("gelu", true)]
    [InlineData("identity", false)]
    [InlineData("leaky_relu(0.3)", true)]
    public void Gradient_is_the_limit_of_differences(string name, bool isCrossEntropy)
    {
        Assert.True(Activation.TryParse(name, out Activation? activation));
        Network network = ReferenceNetworks.Random(11, activation, 4, 6, 5, 3);
        Loss loss = isCrossEntropy ? Loss.CrossEntropy : Loss.MeanSquare;
        using var context = new KernelContext(1, CancellationToken.None);
        var pass = new BatchPass(network, Points + 2, context);
        var parameters = new ParameterVector(network.Sizes);
        var gradient = new ParameterVector(network.Sizes);
        parameters.Load(network);
        double[] targets = Fill(pass.Inputs, network.OutputSize);
        double Evaluate()
        {
            pass.Forward(parameters, Points);
            int length = Points * network.OutputSize;
            return loss.Evaluate(pass.Outputs[..length], targets, network.OutputSize, pass.OutputDerivative[..length]);
        }

        Evaluate();
        pass.Backward(parameters, Points, gradient);
        for (int i = 0; i < parameters.Values.Length; i++)
        {
            const double Step = 1e-5;
            double value = parameters.Values[i];
            parameters.Values[i] = value + Step;
            double above = Evaluate();
            parameters.Values[i] = value - Step;
            double below = Evaluate();
            parameters.Values[i] = value;
            Assert.Equal((above - below) / (2.0 * Step), gradient.Values[i], 1e-7);
        }
    }

    [Fact]
    public void Forward_pass_is_the_network()
    {
        Network network = ReferenceNetworks.Random(12, Activation.Elu(0.7), 4, 6, 5, 3);
        using var context = new KernelContext(1, CancellationToken.None);
        var pass = new BatchPass(network, Points, context);
        var parameters = new ParameterVector(network.Sizes);
        parameters.Load(network);
        Fill(pass.Inputs, 3);
        pass.Forward(parameters, Points);
        for (int k = 0; k < Points; k++)
        {
            double[] expected = network.Evaluate(pass.Inputs.Slice(4 * k, 4));
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(expected[i], pass.Outputs[(3 * k) + i], 1e-13);
            }
        }
    }

    [Fact]
    public void Parameters_go_there_and_back()
    {
        Network network = ReferenceNetworks.Random(13, Activation.Relu, 4, 6, 3);
        var parameters = new ParameterVector(network.Sizes);
        parameters.Load(network);
        Network back = parameters.ToNetwork(network);
        for (int l = 0; l < 2; l++)
        {
            Assert.Equal(network.Layers[l].Weights.AsEnumerable(), back.Layers[l].Weights.AsEnumerable());
            Assert.Equal(network.Layers[l].Bias.AsEnumerable(), back.Layers[l].Bias.AsEnumerable());
            Assert.Equal(network.Layers[l].Activation, back.Layers[l].Activation);
        }
    }

    [Fact]
    public void Losses_have_their_closed_forms()
    {
        var gradient = new double[4];
        Assert.Equal(((4.0 + 1.0) + (0.0 + 9.0)) / 4.0, Loss.MeanSquare.Evaluate([2.0, 1.0, 0.0, 3.0], [0.0, 0.0, 0.0, 0.0], 2, gradient), 1e-15);
        Assert.Equal([1.0, 0.5, 0.0, 1.5], gradient);
        Assert.Equal(Math.Log(2.0), Loss.CrossEntropy.Evaluate([1000.0, 1000.0, -1000.0, -1000.0], [1.0, 0.0, 0.0, 1.0], 2, gradient), 1e-15);
        Assert.Equal([-0.25, 0.25, 0.25, -0.25], gradient);
    }

    private static double[] Fill(Span<double> inputs, int classes)
    {
        var random = new Random(5);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (2.0 * random.NextDouble()) - 1.0;
        }

        var targets = new double[Points * classes];
        for (int k = 0; k < Points; k++)
        {
            targets[(k * classes) + random.Next(classes)] = 1.0;
        }

        return targets;
    }
}
