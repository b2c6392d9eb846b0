using System.Collections.Immutable;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Local;

namespace SdpKit.Lipschitz.Tests.Proof;

/// <summary>Networks near underflow and overflow, and activations whose least and largest slopes are opposite, have bounds that can be told on paper.</summary>
public sealed class ExtremeNetworkTests
{
    private static readonly LipschitzMethod[] Methods = Enum.GetValues<LipschitzMethod>();

    /// <summary>Gets a linear layer and two with relu whose weights multiply to 1, below and above what doubles hold.</summary>
    private static Network Balanced { get; } = Scalars((1e-170, "identity"), (1e-170, "relu"), (1e100, "relu"), (1e100, "relu"), (1e140, "identity"));

    private static Network Steep { get; } = Scalars((1e-200, "identity"), (1e-200, "relu"), (1e300, "relu"), (1e300, "identity"));

    [Fact]
    public void Bounds_near_underflow_and_overflow_are_those_of_the_product()
    {
        foreach (LipschitzMethod method in Methods)
        {
            Assert.Equal(1.0, CheckedCertification.Bound(Balanced, method), 1e-8);
            Assert.Equal(1.0, CheckedCertification.Bound(Steep, method) / 1e200, 1e-8);
        }

        var cancelling = new Network(
            new DenseLayer(2, 1, [1e200, 1e200], [], Activation.Identity), new DenseLayer(1, 2, [1e200, -5e199], [], Activation.Relu), new DenseLayer(1, 1, [1e-300], [], Activation.Identity));
        Assert.Equal(1.0, CheckedCertification.Bound(cancelling) / 5e99, 1e-8);
    }

    [Fact]
    public void Bound_beyond_the_largest_double_is_not_proved()
    {
        CertifiedBound bound = LipschitzCertifier.Certify(Scalars((1e300, "relu"), (1e300, "identity")));
        Assert.False(bound.Verified);
        Assert.Null(bound.ProductBound);
    }

    [Fact]
    public void Zero_is_proved_of_none_of_them()
    {
        foreach (Network network in new[] { Balanced, Steep })
        {
            LipschitzCertificate certificate = LipschitzCertifier.Certify(network).Certificate!;
            int hidden = network.Layers.Length - 1;
            var zero = new CertificatePart(0, hidden, 0.0, [.. Enumerable.Repeat<ImmutableArray<double>>([0.0], hidden)]);
            Assert.False(CertificateVerifier.Verify(certificate with { Bound = 0.0, Parts = [zero] }, network).IsAccepted);
            Assert.False(CertificateVerifier.Verify(certificate with { Bound = double.NaN }, network).IsAccepted);
            Assert.False(CertificateVerifier.Verify(certificate with { Bound = double.PositiveInfinity }, network).IsAccepted);
        }
    }

    [Fact]
    public void Multipliers_that_are_no_doubles_are_in_the_certificate_with_their_powers_of_two()
    {
        LipschitzCertificate certificate = CheckedCertification.Of(Balanced, new CertifyOptions { FindsProductBound = false }).Certificate!;
        CertificatePart part = Assert.Single(certificate.Parts);
        Assert.NotEmpty(part.MultiplierExponents);
        AssertRefused(certificate with { Parts = [part with { RhoExponent = part.RhoExponent - 2 }] });
        AssertRefused(certificate with { Parts = [part with { RhoExponent = part.RhoExponent + 1 }] });
        AssertRefused(certificate with { Parts = [part with { MultiplierExponents = [.. part.MultiplierExponents.Skip(1)] }] });
        AssertRefused(certificate with { Parts = [part with { MultiplierExponents = [.. part.MultiplierExponents.Select(_ => int.MaxValue)] }] });
        static void AssertRefused(LipschitzCertificate changed) => Assert.False(CertificateVerifier.Verify(CheckedCertification.WrittenAndRead(changed), Balanced).IsAccepted);
    }

    [Fact]
    public void Values_that_underflow_may_still_switch_neurons_in_a_ball()
    {
        // The first neuron's value is a subnormal number that the layers behind it make 10, which switches the relu on.
        Activation leaky = Activation.LeakyRelu(0.4);
        var network = new Network(
            new DenseLayer(2, 1, [0.0, 1.0], [-5e-324, 0.0], leaky),
            new DenseLayer(2, 2, [1e150, 0.0, 0.0, 1.0], [0.0, 0.0], leaky),
            new DenseLayer(2, 2, [1e150, 0.0, 0.0, 1.0], [0.0, 0.0], leaky),
            new DenseLayer(1, 2, [-1e30, 1.0], [-10.0], Activation.Relu),
            new DenseLayer(1, 1, [1.0], [], Activation.Identity));
        Assert.Equal(1.0, CheckedCertification.Bound(LocalSlopes.Narrow(network, [1.0], 0.5)), 1e-8);

        // A radius of 1e-400 before the relu is not 0.
        Network steep = Scalars((1e-200, "identity"), (1e300, "identity"), (1e300, "identity"));
        var switched = new Network([.. steep.Layers, new DenseLayer(1, 1, [1.0], [-1.0], Activation.Relu), new DenseLayer(1, 1, [1e-300], [], Activation.Identity)]);
        Assert.Equal(1.0, CheckedCertification.Bound(LocalSlopes.Narrow(switched, [0.0], 1e-200)) / 1e100, 1e-8);
    }

    [Theory]
    [InlineData("gelu_tanh")]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("tanh")]
    [InlineData("elu")]
    [InlineData("softplus")]
    [InlineData("erf")]
    public void Slopes_far_from_zero_are_numbers(string name)
    {
        Assert.True(Activation.TryParse(name, out Activation? activation));
        Network network = new(new DenseLayer(1, 1, [1.0], [], activation), new DenseLayer(1, 1, [1.0], [], Activation.Identity));
        foreach (double center in new[] { -1e300, -1e200, -1e5, 1e5, 1e200, 1e300 })
        {
            double bound = CheckedCertification.Bound(LocalSlopes.Narrow(network, [center], 1.0));
            Assert.InRange(bound, activation.Derivative(center), activation.Slopes.Magnitude + 1e-8);
        }
    }

    [Fact]
    public void Opposite_slopes_are_no_singular_case()
    {
        // x -> |1.5 x| + 2 |0.3 x| has the constant 2.1.
        var network = new Network(new DenseLayer(2, 1, [1.5, 0.3], [], Activation.LeakyRelu(-1.0)), new DenseLayer(1, 2, [1.0, 2.0], [], Activation.Identity));
        Assert.Equal(2.1, CheckedCertification.Bound(network), 1e-7);
        double product = Math.Sqrt(5.0) * Math.Sqrt(2.34);
        foreach (LipschitzMethod method in Methods)
        {
            Assert.InRange(CheckedCertification.Bound(network, method), 2.1, product * (1.0 + 1e-7));
            Assert.InRange(CheckedCertification.Bound(new Network(new DenseLayer(2, 1, [1.5, 0.3], [], Activation.Elu(-1.0)), network.Layers[1]), method), 1.5, product * (1.0 + 1e-7));
        }
    }

    [Fact]
    public void Least_proved_bound_is_the_answer()
    {
        // With slopes [-1, 1] no method is below the product, 4.
        Network network = new Network(new DenseLayer(2, 2, [1.0, 2.0, 1.0, -2.0], [], Activation.Relu), new DenseLayer(1, 2, [1.0, 1.0], [], Activation.Identity)).WithSlopes(new SlopeRange(-1.0, 1.0));
        CertifiedBound bound = CheckedCertification.Of(network);
        Assert.Equal(4.0, bound.Bound!.Value, 1e-12);
        Assert.True(bound.Bound <= bound.ProductBound);
    }

    private static Network Scalars(params (double Weight, string Activation)[] layers) => new([.. layers.Select(layer =>
    {
        Assert.True(Activation.TryParse(layer.Activation, out Activation? activation));
        return new DenseLayer(1, 1, [layer.Weight], [], activation);
    })]);
}
