using SdpKit.Tests;
using Xunit.Abstractions;

namespace SdpKit.Lipschitz.Tests;

/// <summary>Holds the bounds to published values and to values computed independently, primal and dual agreeing.</summary>
public sealed class ReferenceValueTests(ITestOutputHelper output)
{
    private const double Relative = 1e-6;

    private static readonly Network Walkthrough = new(
        new DenseLayer(2, 2, [1, 2, 1, -2], [], Activation.Relu), new DenseLayer(1, 2, [1, 1], [], Activation.Identity));

    private void AssertBound(double expected, Network network, LipschitzMethod method = LipschitzMethod.Neuron, double relative = Relative, OutputSelection selection = default, int parts = 1)
    {
        CertifiedBound bound = CheckedCertification.Of(network, new CertifyOptions { Method = method, Output = selection, Parts = parts });
        output.WriteLine(FormattableString.Invariant(
            $"{string.Join('-', network.Sizes)} {method}: {bound.Bound:R}, estimate {bound.Estimate:R}, expected {expected:R}, lower {bound.LowerBound}, pattern {bound.PatternBound}, product {bound.ProductBound}, gap {bound.RelativeGap:E1}, margin {bound.Certificate!.Margin:E1}, {bound.Elapsed.TotalSeconds:F2} s, proofs {bound.ProofTime.TotalSeconds:F2} s"));
        Assert.Equal(1.0, bound.Bound!.Value / expected, relative);
        Assert.Equal(SolveStatus.Optimal, bound.Status);
    }

    [Fact]
    public void Walkthrough_has_the_value_of_the_paper()
    {
        AssertBound(4.0 / Math.Sqrt(3.0), Walkthrough);
        AssertBound(4.0 / Math.Sqrt(3.0), Walkthrough, LipschitzMethod.Layer);
        AssertBound(4.0, Walkthrough, LipschitzMethod.Product);
        AssertBound(3.0237157841, Walkthrough, LipschitzMethod.Fast, 1e-9);
        CertifiedBound bound = CheckedCertification.Of(Walkthrough);
        Assert.Equal(Math.Sqrt(5.0), bound.LowerBound!.Value, 1e-9);
        Assert.All(bound.Certificate!.Parts[0].Multipliers[0], multiplier => Assert.Equal(4.0 / 3.0, multiplier, 1e-4));
    }

    [Fact]
    public void Network_that_refutes_coupled_multipliers_keeps_its_bound()
    {
        var network = new Network(
            new DenseLayer(2, 1, [-1, -1], [-1, 1], Activation.Tanh), new DenseLayer(1, 2, [-1, 1], [-0.5], Activation.Identity));
        AssertBound(1.0, network);
        AssertBound(2.0, network, LipschitzMethod.Product);
        Assert.InRange(CheckedCertification.Of(network).LowerBound!.Value, 0.93, 0.9336);

        // The derivative at 1.061: nothing may return less.
        Assert.All(Enum.GetValues<LipschitzMethod>(), method => Assert.InRange(CheckedCertification.Bound(network, method), 0.9335, 2.0 + Relative));
    }

    [Fact]
    public void Coupled_multipliers_make_the_quadratic_form_of_two_inputs_negative()
    {
        // Pauli et al. 2022, section II-C: [dv; dz]'[0, T; T, -2T][dv; dz] must not be negative for any two inputs of the activation; with T = (e_1 - e_2)(e_1 - e_2)' it is. They print -2.
        double[] dv = [0.0 - -1.5, 1.0 - 0.0];
        double[] dz = [Activation.Relu.Evaluate(0.0) - Activation.Relu.Evaluate(-1.5), Activation.Relu.Evaluate(1.0) - Activation.Relu.Evaluate(0.0)];
        double Form(double t11, double t12, double t22)
        {
            double[] image = [(t11 * dz[0]) + (t12 * dz[1]), (t12 * dz[0]) + (t22 * dz[1])];
            return (2.0 * ((dv[0] * image[0]) + (dv[1] * image[1]))) - (2.0 * ((dz[0] * image[0]) + (dz[1] * image[1])));
        }

        Assert.Equal(-3.0, Form(1.0, -1.0, 1.0));
        Assert.All([(1.0, 0.0), (0.0, 1.0), (1.0, 1.0)], t => Assert.InRange(Form(t.Item1, 0.0, t.Item2), 0.0, 10.0));
    }

    [Fact]
    public void One_neuron_is_exact_for_any_slopes()
    {
        foreach ((double alpha, double beta) in new[] { (0.0, 1.0), (0.0, 0.25), (0.1, 0.9), (-0.2, 1.1), (-1.0, 0.5), (-2.0, -1.0) })
        {
            Network network = new Network(new DenseLayer(1, 1, [1.3], [], Activation.Relu), new DenseLayer(1, 1, [-0.7], [], Activation.Identity))
                .WithSlopes(new SlopeRange(alpha, beta));
            Assert.Equal(0.91 * Math.Max(Math.Abs(alpha), Math.Abs(beta)), CheckedCertification.Bound(network), 1e-8);
        }
    }

    [Fact]
    public void Bound_is_blind_to_biases()
    {
        var network = new Network(new DenseLayer(2, 1, [1, -1], [], Activation.Relu), new DenseLayer(1, 2, [1, -1], [], Activation.Identity));
        AssertBound(2.0, network);
        CertifiedBound bound = CheckedCertification.Of(network);
        Assert.Equal(1.0, bound.LowerBound!.Value, 1e-9);
        Assert.Equal(2.0, bound.PatternBound!.Value, 1e-9);
    }

    [DataFact("nets/lipsdp")]
    public void LipSdp_random_network()
    {
        Network network = ReferenceNetworks.Read("lipsdp/random_weights.mat");
        AssertBound(36.48222960, network);
        AssertBound(39.8386, network, LipschitzMethod.Layer, 2e-6);
        AssertBound(37.668, network, relative: 2e-5, parts: 2);
        AssertBound(43.305574, network, LipschitzMethod.Product);
        AssertBound(39.901500, network, LipschitzMethod.Fast);
    }

    [DataFact("nets/lipsdp")]
    public void LipSdp_mnist_network()
    {
        Network network = ReferenceNetworks.Read("lipsdp/mnist_weights.mat");
        AssertBound(24.3663489, network);
        AssertBound(31.503507, network, LipschitzMethod.Product);
        AssertBound(26.808869, network, LipschitzMethod.Fast);
        CertifiedBound bound = CheckedCertification.Of(network);
        Assert.InRange(bound.PatternBound!.Value, 24.026455 * (1 - 1e-6), 24.3663489);
        Assert.InRange(bound.LowerBound!.Value, 23.5, 24.3663489);
    }

    [DataTheory("nets/digits")]
    [InlineData("fnn2_seed0", 5.10971477)]
    [InlineData("fnn3_seed0", 9.7286139)]
    [InlineData("fnn3_seed1", 9.79178633)]
    [InlineData("fnn3_seed2", 8.92956692)]
    public void Digits_networks_output_8(string name, double expected) =>
        AssertBound(expected, ReferenceNetworks.Read($"digits/{name}_weights.mat"), selection: OutputSelection.Of(7));

    [DataFact("nets/digits")]
    public void Digits_network_all_outputs() => AssertBound(7.88149579, ReferenceNetworks.Read("digits/fnn2_seed0_weights.mat"));

    [DataFact("nets/digits")]
    public void Digits_network_output_8_product() =>
        AssertBound(14.694210, ReferenceNetworks.Read("digits/fnn3_seed0_weights.mat"), LipschitzMethod.Product, selection: OutputSelection.Of(7));

    [DataTheory("nets/chain")]
    [InlineData(2, 0.882717995)]
    [InlineData(4, 0.577096206)]
    [InlineData(8, 0.184637305)]
    [InlineData(16, 0.0331902133)]
    [InlineData(32, 2.349158675e-4)]
    [InlineData(64, 8.09388e-9)]
    public void Deep_chains_to_relative_accuracy(int depth, double expected) => AssertBound(expected, ReferenceNetworks.Chain(depth));

    [DataTheory("nets/chain")]
    [InlineData(32, 5.69651e-3)]
    [InlineData(64, 1.1586e-5)]
    public void Deep_chains_in_closed_form(int depth, double expected) => AssertBound(expected, ReferenceNetworks.Chain(depth), LipschitzMethod.Fast, 1e-5);

    [DataFact("nets/eclipse")]
    public void Eclipse_networks()
    {
        Network wide = ReferenceNetworks.Read("eclipse/lyr2n80test1.npz");
        AssertBound(0.737256981, wide);
        AssertBound(0.8090351973, wide, LipschitzMethod.Fast, 1e-9);
        AssertBound(0.874981266, wide, LipschitzMethod.Product);
        AssertBound(0.833100389, wide.WithSlopes(new SlopeRange(-0.13, 1.13)));
        Network deep = ReferenceNetworks.Read("eclipse/lyr5n10.mat");
        AssertBound(4.94339741, deep);
        AssertBound(21.027914, deep, LipschitzMethod.Product);
        AssertBound(9.3725527, deep, LipschitzMethod.Fast);
    }

    [DataFact("nets/mnist-deep")]
    public void Mnist_network_with_five_hidden_layers()
    {
        Network network = ReferenceNetworks.Read("mnist-deep/mnist_weights_five_layers_10.mat");
        AssertBound(1248.27096, network);
        AssertBound(9518.965, network, LipschitzMethod.Product);
        AssertBound(2987.62, network, LipschitzMethod.Fast, 1e-5);
    }

    [DataFact("nets/mnist-deep")]
    public void Mnist_network_784_500_200_50_10()
    {
        Network network = ReferenceNetworks.Read("mnist-deep/mnist_weights_more_layers.mat");
        AssertBound(1897.362935, network);
        AssertBound(2418.26667, network, LipschitzMethod.Layer);
        AssertBound(4748.55, network, LipschitzMethod.Product, 1e-5);
        Assert.InRange(CheckedCertification.Of(network, new CertifyOptions { Method = LipschitzMethod.Fast }).PatternBound!.Value, 1404.02 * (1 - 1e-5), 1897.362935);
    }
}
