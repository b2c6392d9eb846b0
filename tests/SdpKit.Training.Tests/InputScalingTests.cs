using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Tests;

namespace SdpKit.Training.Tests;

public sealed class InputScalingTests
{
    private static readonly TrainingSet Data = new(2, [1000.0, -3.0, 1200.0, -9.0, 1400.0, 3.0], 1, [1.0, 2.0, 3.0]);

    [Fact]
    public void Scaled_points_have_the_mean_0_and_about_the_variance_1()
    {
        InputScaling scaling = InputScaling.Of(Data);
        Assert.Equal(1.0 / 128.0, scaling.Factor);
        TrainingSet scaled = scaling.Apply(Data);
        Assert.Equal(0.0, scaled.Points[0] + scaled.Points[2] + scaled.Points[4], 1e-12);
        Assert.Equal(0.0, scaled.Points[1] + scaled.Points[3] + scaled.Points[5], 1e-12);
        Assert.InRange(scaled.Points.Sum(x => x * x) / scaled.Points.Length, 0.5, 2.0);
        Assert.Equal(Data.Targets, scaled.Targets);
    }

    [Fact]
    public void Points_that_are_all_the_same_are_centered_only() =>
        Assert.Equal([0.0, 0.0], InputScaling.Of(new TrainingSet(1, [7.0, 7.0], 1, [1.0, 2.0])).Apply(new TrainingSet(1, [7.0, 7.0], 1, [1.0, 2.0])).Points.AsEnumerable());

    [Fact]
    public void Folded_network_does_with_points_what_the_network_does_with_scaled_ones()
    {
        InputScaling scaling = InputScaling.Of(Data);
        Network network = ReferenceNetworks.Random(3, Activation.Tanh, 2, 5, 3);
        Network folded = scaling.Fold(network);
        TrainingSet scaled = scaling.Apply(Data);
        for (int k = 0; k < Data.Count; k++)
        {
            Assert.Equal(network.Evaluate(scaled.Point(k)), folded.Evaluate(Data.Point(k)), (x, y) => Math.Abs(x - y) < 1e-12);
        }
    }

    [Theory]
    [InlineData(0.125)]
    [InlineData(1.0)]
    [InlineData(1024.0)]
    public void Certificate_of_the_folded_network_is_accepted_and_scales_the_bound(double factor)
    {
        Network network = ReferenceNetworks.Random(4, Activation.Relu, 3, 6, 5, 2);
        LipschitzCertificate certificate = LipschitzCertifier.Certify(network, new CertifyOptions { Threads = 1, FindsLowerBound = false }).Certificate!;
        var scaling = new InputScaling([1.0, 2.0, 3.0], factor);
        LipschitzCertificate folded = scaling.Fold(certificate, network);
        Assert.Equal(factor * certificate.Bound, folded.Bound);
        Assert.True(CertificateVerifier.Verify(folded, scaling.Fold(network)).IsAccepted);
        Assert.Equal(factor == 1.0, CertificateVerifier.Verify(certificate, scaling.Fold(network)).IsAccepted);
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.Throws<ArgumentException>(() => InputScaling.Of(Data).Apply(PaperExamples.Sine()));
        Assert.Throws<ArgumentException>(() => InputScaling.Of(Data).Fold(ReferenceNetworks.Random(1, Activation.Relu, 3, 2)));
    }
}
