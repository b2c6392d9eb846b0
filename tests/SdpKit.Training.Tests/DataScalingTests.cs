using System.Collections.Immutable;
using FsCheck.Xunit;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Tests;

namespace SdpKit.Training.Tests;

public sealed class DataScalingTests
{
    private static readonly TrainingSet Data = new(2, [1000.0, -3.0, 1200.0, -9.0, 1400.0, 3.0], 1, [5000.0, 5010.0, 5050.0]);

    private static readonly DataScaling Scaling = new(Standardization.Of(Data.Points, 2), Standardization.Of(Data.Targets, 1));

    [Fact]
    public void Scaled_values_have_the_mean_0_and_about_the_variance_1()
    {
        Assert.Equal(1.0 / 128.0, Scaling.InputFactor);
        Assert.Equal(1.0 / 16.0, Scaling.TargetFactor);
        Assert.Equal(1.0 / 8.0, Scaling.BoundFactor);
        TrainingSet scaled = Scaling.Apply(Data);
        Assert.Equal(0.0, scaled.Points[0] + scaled.Points[2] + scaled.Points[4], 1e-12);
        Assert.Equal(0.0, scaled.Points[1] + scaled.Points[3] + scaled.Points[5], 1e-12);
        Assert.Equal(0.0, scaled.Targets.Sum(), 1e-12);
        Assert.InRange(scaled.Points.Sum(x => x * x) / scaled.Points.Length, 0.5, 2.0);
        Assert.InRange(scaled.Targets.Sum(x => x * x) / scaled.Targets.Length, 0.5, 2.0);
        Assert.Equal(Data.Targets, new DataScaling(Scaling.Inputs, null).Apply(Data).Targets);
    }

    [Theory]
    [InlineData(7.0, 7.0)]
    [InlineData(0.1, 0.1, 0.1)]
    [InlineData(0.0)]
    public void Values_that_do_not_vary_are_centered_only(params double[] values)
    {
        var standardization = Standardization.Of([.. values], 1);
        Assert.Equal(1.0, standardization.Factor);
        Assert.All(standardization.Apply([.. values]), value => Assert.Equal(0.0, value, 1e-15));
    }

    /// <summary>Values times a power of two are the same values, scaled, over the whole range of exponents.</summary>
    [Property(MaxTest = 200)]
    public void Powers_of_two_cancel(int exponent, int seed)
    {
        var random = new Random(seed);
        ImmutableArray<double> values = [.. Enumerable.Range(0, 6).Select(_ => (double)random.Next(1 << 20))];
        ImmutableArray<double> scaled = [.. values.Select(value => Math.ScaleB(value, exponent % 900))];
        Assert.Equal(Standardization.Of(values, 2).Apply(values).AsEnumerable(), Standardization.Of(scaled, 2).Apply(scaled));
    }

    [Fact]
    public void Folded_network_does_with_data_what_the_network_does_with_scaled_data()
    {
        Network network = ReferenceNetworks.Random(3, Activation.Tanh, 2, 5, 1).WithClassNames("only");
        Network folded = Scaling.Fold(network);
        Assert.Equal(network.ClassNames, folded.ClassNames);
        TrainingSet scaled = Scaling.Apply(Data);
        for (int k = 0; k < Data.Count; k++)
        {
            Assert.Equal((network.Evaluate(scaled.Point(k))[0] / Scaling.TargetFactor) + Scaling.Targets!.Means[0], folded.Evaluate(Data.Point(k))[0], 1e-9);
        }

        Assert.Equal(Loss.MeanSquare.Of(folded, Data), Scaling.LossFactor * Loss.MeanSquare.Of(network, scaled), 1e-6);
    }

    [Theory]
    [InlineData(0.125, 1.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(1024.0, 0.0625)]
    [InlineData(1.0 / (1L << 60), (double)(1L << 62))]
    public void Certificate_of_the_folded_network_is_accepted_and_scales_the_bound(double inputs, double targets)
    {
        Network network = ReferenceNetworks.Random(4, Activation.Relu, 3, 6, 5, 2);
        LipschitzCertificate certificate = LipschitzCertifier.Certify(network, new CertifyOptions { Threads = 1, FindsLowerBound = false }).Certificate!;
        var scaling = new DataScaling(new Standardization([1.0, 2.0, 3.0], inputs), new Standardization([4.0, 5.0], targets));
        LipschitzCertificate folded = scaling.Fold(certificate, network);
        Assert.Equal(inputs / targets * certificate.Bound, folded.Bound);
        Assert.True(CertificateVerifier.Verify(folded, scaling.Fold(network)).IsAccepted);
        Assert.Equal(inputs == 1.0, CertificateVerifier.Verify(certificate, scaling.Fold(network)).IsAccepted);
        Assert.False(CertificateVerifier.Verify(folded with { Bound = 0.99 * folded.Bound }, scaling.Fold(network)).IsAccepted);
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.Throws<ArgumentException>(() => Scaling.Apply(PaperExamples.Sine()));
        Assert.Throws<ArgumentException>(() => Scaling.Fold(ReferenceNetworks.Random(1, Activation.Relu, 3, 1)));
        Assert.Throws<ArgumentException>(() => Scaling.Fold(ReferenceNetworks.Random(1, Activation.Relu, 2, 2)));
        Assert.Throws<ArgumentException>(() => Standardization.Of([1.0, 2.0, 3.0], 2));
    }
}
