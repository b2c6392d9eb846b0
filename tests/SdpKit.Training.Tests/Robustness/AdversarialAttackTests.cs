using FsCheck.Xunit;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Tests;
using SdpKit.Training.Robustness;

namespace SdpKit.Training.Tests.Robustness;

public sealed class AdversarialAttackTests
{
    [Property(MaxTest = 30)]
    public void Points_stay_in_their_balls_and_no_margin_grows(int seed, byte level)
    {
        Network network = ReferenceNetworks.Random(seed, seed % 2 == 0 ? Activation.Tanh : Activation.Relu, 5, 8, 7, 3);
        LabelledData data = Points(seed, 5, 40);
        double radius = level / 100.0;
        LabelledData fast = AdversarialAttack.Run(network, data, radius, steps: 0);
        LabelledData projected = AdversarialAttack.Run(network, data, radius);
        for (int k = 0; k < data.Count; k++)
        {
            Assert.InRange(Distance(data.Point(k), fast.Point(k)), 0.0, radius);
            Assert.InRange(Distance(data.Point(k), projected.Point(k)), 0.0, radius);
            double clean = Margin(network, data.Point(k), data.Labels[k]);
            double afterFast = Margin(network, fast.Point(k), data.Labels[k]);
            Assert.InRange(afterFast, double.NegativeInfinity, clean + 1e-12);
            Assert.InRange(Margin(network, projected.Point(k), data.Labels[k]), double.NegativeInfinity, afterFast + 1e-12);
        }
    }

    /// <summary>The margin of a linear classifier of two classes falls by radius ||w_0 - w_1||, and no attack does better.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Attack_of_a_linear_classifier_is_the_worst_one(int steps)
    {
        var network = new Network(new DenseLayer(2, 2, [1.0, 2.0, -2.0, 6.0], [0.1, 0.2], Activation.Identity));
        LabelledData data = Points(3, 2, 20, classes: 2);
        LabelledData moved = AdversarialAttack.Run(network, data, 0.7, steps);
        for (int k = 0; k < data.Count; k++)
        {
            Assert.Equal(Margin(network, data.Point(k), data.Labels[k]) - (0.7 * 5.0), Margin(network, moved.Point(k), data.Labels[k]), 1e-9);
        }
    }

    [Fact]
    public void Steps_find_what_one_step_along_the_gradient_misses()
    {
        Network network = ReferenceNetworks.Random(8, Activation.Tanh, 4, 20, 20, 3);
        LabelledData data = Points(8, 4, 300);
        LabelledData fast = AdversarialAttack.Run(network, data, 1.0, steps: 0);
        LabelledData projected = AdversarialAttack.Run(network, data, 1.0, steps: 20);
        double Mean(LabelledData points) => Enumerable.Range(0, data.Count).Average(k => Margin(network, points.Point(k), data.Labels[k]));
        Assert.True(Mean(projected) < Mean(fast) - 0.01);
    }

    [Fact]
    public void Same_bits_for_any_number_of_threads()
    {
        Network network = ReferenceNetworks.Random(9, Activation.Tanh, 64, 96, 80, 3);
        LabelledData data = Points(9, 64, 1200);
        Assert.Equal(
            AdversarialAttack.Run(network, data, 0.5, steps: 3, threads: 1).Values.AsEnumerable(),
            AdversarialAttack.Run(network, data, 0.5, steps: 3, threads: 3).Values.AsEnumerable());
    }

    [Fact]
    public void Points_that_do_not_fit_are_misuse()
    {
        Network network = ReferenceNetworks.Random(1, Activation.Tanh, 4, 5, 3);
        Assert.Throws<ArgumentException>(() => AdversarialAttack.Run(network, Points(1, 3, 5), 0.1));
        Assert.Throws<ArgumentException>(() => AdversarialAttack.Run(network, new LabelledData([4], [], []), 0.1));
        Assert.Throws<ArgumentException>(() => AdversarialAttack.Run(network, new LabelledData([4], [.. new double[4]], [3]), 0.1));
        Assert.Throws<ArgumentException>(() => AdversarialAttack.Run(ReferenceNetworks.Random(1, Activation.Tanh, 4, 1), new LabelledData([4], [.. new double[4]], [0]), 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdversarialAttack.Run(network, Points(1, 4, 5), -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdversarialAttack.Run(network, Points(1, 4, 5), double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdversarialAttack.Run(network, Points(1, 4, 5), 0.1, steps: -1));
    }

    [Fact]
    public void Cancellation_ends_the_attack() => Assert.Throws<OperationCanceledException>(() =>
        AdversarialAttack.Run(ReferenceNetworks.Random(1, Activation.Tanh, 4, 5, 3), Points(1, 4, 5), 0.1, cancellationToken: new CancellationToken(canceled: true)));

    internal static LabelledData Points(int seed, int size, int count, int classes = 3)
    {
        var random = new Random(seed);
        return new LabelledData([size], [.. Enumerable.Range(0, size * count).Select(_ => (2.0 * random.NextDouble()) - 1.0)], [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))]);
    }

    private static double Margin(Network network, ReadOnlySpan<double> point, int label)
    {
        double[] outputs = network.Evaluate(point);
        return outputs[label] - outputs.Where((_, i) => i != label).Max();
    }

    private static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double squares = 0.0;
        for (int i = 0; i < x.Length; i++)
        {
            squares += (x[i] - y[i]) * (x[i] - y[i]);
        }

        return Math.Sqrt(squares);
    }
}
