using FsCheck.Xunit;
using SdpKit.Lipschitz.Enclosures;
using SdpKit.Lipschitz.Local;

namespace SdpKit.Lipschitz.Tests.Local;

public class LocalSlopesTests
{
    private static readonly Activation[] Activations =
        [Activation.Relu, Activation.LeakyRelu(0.1), Activation.Tanh, Activation.Sigmoid, Activation.Elu(), Activation.Elu(0.5), Activation.Softplus, Activation.Silu, Activation.Gelu, Activation.GeluTanh];

    [Property(MaxTest = 200)]
    public void Slopes_between_two_points_of_the_ball_lie_in_the_range(int seed)
    {
        var random = new Random(seed);
        foreach (Activation activation in Activations)
        {
            double x = 8.0 * (random.NextDouble() - 0.5);
            double radius = Math.Pow(10.0, (4.0 * random.NextDouble()) - 3.0);
            SlopeRange range = SlopeEnclosure.Of(activation, new EnclosedNumber(x, radius));
            Assert.True(activation.Slopes.Contains(range));
            for (int k = 0; k < 20; k++)
            {
                double slope = activation.Derivative(x + (radius * ((2.0 * random.NextDouble()) - 1.0)));
                Assert.InRange(slope, range.Minimum, range.Maximum);
            }
        }
    }

    [Fact]
    public void Ranges_are_exact_where_the_derivative_is_constant_and_narrow_where_it_is_smooth()
    {
        Assert.Equal(new SlopeRange(1.0, 1.0), SlopeEnclosure.Of(Activation.Relu, new EnclosedNumber(2.0, 1.5)));
        Assert.Equal(new SlopeRange(0.0, 0.0), SlopeEnclosure.Of(Activation.Relu, new EnclosedNumber(-2.0, 1.5)));
        Assert.Equal(new SlopeRange(0.0, 1.0), SlopeEnclosure.Of(Activation.Relu, new EnclosedNumber(-2.0, 2.5)));
        Assert.Equal(new SlopeRange(0.1, 0.1), SlopeEnclosure.Of(Activation.LeakyRelu(0.1), new EnclosedNumber(-2.0, 1.5)));
        SlopeRange tanh = SlopeEnclosure.Of(Activation.Tanh, new EnclosedNumber(0.0, 1.0));
        Assert.Equal(1.0, tanh.Maximum);
        Assert.Equal(1.0 - Math.Pow(Math.Tanh(1.0), 2), tanh.Minimum, 0.01);
        Assert.Equal(Activation.Tanh.Slopes, SlopeEnclosure.Of(Activation.Tanh, new EnclosedNumber(0.0, double.PositiveInfinity)));
        Assert.Equal(Activation.Relu.Slopes, SlopeEnclosure.Of(Activation.Relu, new EnclosedNumber(double.NaN, 1.0)));
    }

    [Property(MaxTest = 40)]
    public void Bound_of_a_ball_holds_between_its_points_and_is_below_the_global_one(int seed)
    {
        var random = new Random(seed);
        Network network = ReferenceNetworks.Random(seed, Activations[random.Next(Activations.Length)], 3, 6, 5, 2);
        double[] center = [.. Enumerable.Range(0, 3).Select(_ => (2.0 * random.NextDouble()) - 1.0)];
        double radius = Math.Pow(10.0, -2.0 * random.NextDouble());
        double bound = CheckedCertification.Bound(LocalSlopes.Narrow(network, center, radius));
        Assert.InRange(bound, 0.0, CheckedCertification.Bound(network) * (1.0 + 1e-7));
        for (int k = 0; k < 100; k++)
        {
            (double[] x, double[] y) = (Within(random, center, radius), Within(random, center, radius));
            Assert.InRange(Distance(network.Evaluate(x), network.Evaluate(y)), 0.0, (bound * Distance(x, y)) + 1e-14);
        }
    }

    [Fact]
    public void Bound_tends_to_the_norm_of_the_Jacobian_as_the_ball_shrinks()
    {
        Network network = ReferenceNetworks.Random(1, Activation.Tanh, 1, 6, 5, 1);
        double x = 0.3;
        double derivative = Math.Abs(network.Evaluate([x + 1e-6])[0] - network.Evaluate([x - 1e-6])[0]) / 2e-6;
        double whole = CheckedCertification.Bound(network);
        double last = whole;
        foreach (double radius in new[] { 1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-6 })
        {
            double bound = CheckedCertification.Bound(LocalSlopes.Narrow(network, [x], radius));
            Assert.InRange(bound, derivative, last);
            last = bound;
        }

        Assert.InRange(last - derivative, 0.0, 1e-5 * whole);
    }

    [Fact]
    public void Ball_that_makes_no_sense_is_misuse()
    {
        Network network = ReferenceNetworks.Random(1, Activation.Tanh, 2, 3, 1);
        Assert.Throws<ArgumentException>(() => LocalSlopes.Narrow(network, [1.0], 1.0));
        Assert.Throws<ArgumentException>(() => LocalSlopes.Narrow(network, [1.0, double.NaN], 1.0));
        foreach (double radius in new[] { 0.0, -1.0, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => LocalSlopes.Narrow(network, [1.0, 2.0], radius));
        }
    }

    private static double[] Within(Random random, double[] center, double radius)
    {
        double[] direction = [.. center.Select(_ => random.NextDouble() - 0.5)];
        double length = Math.Sqrt(direction.Sum(d => d * d));
        double distance = 0.999999 * radius * random.NextDouble();
        return [.. center.Select((value, i) => value + (distance * direction[i] / length))];
    }

    private static double Distance(double[] x, double[] y) => Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());
}
