using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Tests;
using SdpKit.Training.Gradients;

namespace SdpKit.Training.Tests.Gradients;

public sealed class MarginPassTests
{
    private static readonly int[] Labels = [0, 1, 2, 0, 1, 2, 2];

    [Theory]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    [InlineData("gelu")]
    [InlineData("identity")]
    public void Gradient_is_the_limit_of_differences(string name)
    {
        Assert.True(Activation.TryParse(name, out Activation? activation));
        Network network = ReferenceNetworks.Random(21, activation, 4, 6, 5, 3);
        using var context = new KernelContext(1, CancellationToken.None);
        var pass = new MarginPass(network, Labels.Length + 2, context);
        var random = new Random(6);
        double[] points = [.. Enumerable.Range(0, 4 * Labels.Length).Select(_ => (2.0 * random.NextDouble()) - 1.0)];
        double[] MarginsAt(double[] values)
        {
            values.CopyTo(pass.Inputs);
            var margins = new double[Labels.Length];
            pass.Evaluate(Labels, margins);
            return margins;
        }

        double[] found = MarginsAt(points);
        double[] gradient = [.. pass.Differentiate(Labels.Length)];
        for (int k = 0; k < Labels.Length; k++)
        {
            double[] outputs = network.Evaluate(points.AsSpan(4 * k, 4));
            Assert.Equal(outputs[Labels[k]] - outputs.Where((_, i) => i != Labels[k]).Max(), found[k], 1e-13);
        }

        for (int i = 0; i < points.Length; i++)
        {
            const double Step = 1e-5;
            double[] above = [.. points];
            double[] below = [.. points];
            above[i] += Step;
            below[i] -= Step;
            Assert.Equal((MarginsAt(above)[i / 4] - MarginsAt(below)[i / 4]) / (2.0 * Step), gradient[i], 1e-7);
        }
    }
}
