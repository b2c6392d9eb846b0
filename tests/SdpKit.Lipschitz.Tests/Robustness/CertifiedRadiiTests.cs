using System.Collections.Immutable;
using FsCheck.Xunit;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Local;
using SdpKit.Lipschitz.Robustness;

namespace SdpKit.Lipschitz.Tests.Robustness;

public class CertifiedRadiiTests
{
    private static readonly Network Linear = new(new DenseLayer(3, 2, [3.0, 4.0, 0.0, 0.0, 3.0, 0.0], [], Activation.Identity));

    [Fact]
    public void Radii_are_margins_over_bounds()
    {
        // f(1, 0) = (3, 0, 3.5 - 1): margins 3 and 0.5.
        var network = new Network(new DenseLayer(3, 2, [3.0, 4.0, 0.0, 0.0, 3.0, 0.0], [0.0, 0.0, -0.5], Activation.Identity));
        var data = new LabelledData([2], [1.0, 0.0], [0]);
        LipschitzCertificate whole = Certificate(network, OutputSelection.All);
        CertifiedPoint point = CertifiedRadii.Of(network, data, MarginBounds.Of(whole)).Single();
        Assert.True(point.IsCorrect);
        Assert.Equal(0.5 / (Math.Sqrt(2.0) * whole.Bound), point.Radius, 1e-12);

        // f_1 - f_3 moves along the second input only: 4.
        MarginBounds margins = MarginBounds.Of(whole, Certificate(network, OutputSelection.Margin(0, 2)), Certificate(network, OutputSelection.Margin(1, 0)));
        Assert.Equal(4.0, margins[0, 2], 1e-12);
        Assert.Equal(margins[2, 0], margins[0, 2]);
        Assert.Equal(5.0, margins[0, 1], 1e-12);
        Assert.Equal(Math.Sqrt(2.0) * whole.Bound, margins[1, 2], 1e-12);
        Assert.Equal(0.125, CertifiedRadii.Of(network, data, margins).Single().Radius, 1e-12);
    }

    [Property(MaxTest = 40)]
    public void No_input_within_the_radius_is_classified_otherwise(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, Activation.Relu, 3, 6, 5, 3);
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, 3).Select(_ => (2.0 * random.NextDouble()) - 1.0)];
        MarginBounds bounds = MarginBounds.Of(
            Certificate(network, OutputSelection.All), Certificate(network, OutputSelection.Margin(0, 1)), Certificate(network, OutputSelection.Margin(1, 2)));
        CertifiedPoint point = CertifiedRadii.Of(network, new LabelledData([3], [.. x], [0]), bounds).Single();
        for (int k = 0; k < 200; k++)
        {
            double[] direction = [.. x.Select(_ => random.NextDouble() - 0.5)];
            double norm = Math.Sqrt(direction.Sum(d => d * d));
            double[] outputs = network.Evaluate([.. x.Select((value, i) => value + (0.999999 * point.Radius * direction[i] / norm))]);
            Assert.Equal(point.Predicted, Enumerable.Range(0, 3).MaxBy(i => outputs[i]));
        }
    }

    [Property(MaxTest = 20)]
    public void Number_of_threads_does_not_matter(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, Activation.Tanh, 3, 4, 3);
        var random = new Random(seed);
        var data = new LabelledData([3], [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())], [.. Enumerable.Range(0, 20).Select(k => k % 3)]);
        MarginBounds bounds = MarginBounds.Of(Certificate(network, OutputSelection.All));
        Assert.Equal<CertifiedPoint>(CertifiedRadii.Of(network, data, bounds), CertifiedRadii.Of(network, data, bounds, threads: 3));
    }

    [Fact]
    public void Point_on_the_border_and_wrong_point_are_never_certified()
    {
        var data = new LabelledData([2], [0.0, 0.0, 1.0, 1.0], [0, 1]);
        ImmutableArray<CertifiedPoint> points = CertifiedRadii.Of(Linear, data, MarginBounds.Of(Certificate(Linear, OutputSelection.All)));
        Assert.Equal(0.0, points[0].Radius);
        Assert.False(points[0].IsCertifiedWithin(0.0));
        Assert.False(points[1].IsCorrect);
        Assert.True(points[1].Radius > 0.0);
        Assert.False(points[1].IsCertifiedWithin(0.0));
    }

    [Fact]
    public void Certificates_and_points_that_do_not_fit_are_misuse()
    {
        LipschitzCertificate whole = Certificate(Linear, OutputSelection.All);
        LipschitzCertificate single = Certificate(Linear, OutputSelection.Of(0));
        Assert.Throws<ArgumentException>(() => MarginBounds.Of(single));
        Assert.Throws<ArgumentException>(() => MarginBounds.Of(whole, single));
        Network other = ReferenceNetworks.Random(1, Activation.Relu, 2, 3);
        Assert.Throws<ArgumentException>(() => MarginBounds.Of(whole, Certificate(other, OutputSelection.Margin(0, 1))));
        MarginBounds bounds = MarginBounds.Of(whole);
        Assert.Throws<ArgumentException>(() => CertifiedRadii.Of(Linear, new LabelledData([3], [1.0, 2.0, 3.0], [0]), bounds));
        Assert.Throws<ArgumentException>(() => CertifiedRadii.Of(Linear, new LabelledData([2], [1.0, 2.0], [3]), bounds));
        Assert.ThrowsAny<OperationCanceledException>(() => CertifiedRadii.Of(Linear, new LabelledData([2], [1.0, 2.0], [0]), bounds, 1, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Bounds_of_another_network_or_of_a_ball_certify_nothing_outside_it()
    {
        Network network = ReferenceNetworks.Random(2, Activation.Tanh, 2, 4, 3);
        var data = new LabelledData([2], [0.5, 0.5], [0]);
        foreach (Network other in new[] { LocalSlopes.Narrow(network, [0.5, 0.5], 0.1), ReferenceNetworks.Random(3, Activation.Tanh, 2, 4, 3) })
        {
            Assert.Throws<ArgumentException>(() => CertifiedRadii.Of(network, data, MarginBounds.Of(Certificate(other, OutputSelection.All))));
        }

        Assert.Throws<ArgumentException>(() => MarginBounds.Of(Certificate(network, OutputSelection.All), Certificate(LocalSlopes.Narrow(network, [0.5, 0.5], 0.1), OutputSelection.Margin(0, 1))));
    }

    private static LipschitzCertificate Certificate(Network network, OutputSelection output) =>
        CheckedCertification.Of(network, new CertifyOptions { Output = output, FindsLowerBound = false }).Certificate!;
}
