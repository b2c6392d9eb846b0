using FsCheck.Xunit;
using SdpKit.Lipschitz.Tests.Fuzzing;
using SdpKit.Tests;

namespace SdpKit.Lipschitz.Tests.LowerBounds;

/// <summary>Holds lower bounds to the Jacobian at their point, whose pattern of relus is computed in exact arithmetic.</summary>
public sealed class LowerBoundTests
{
    [Property(MaxTest = 10)]
    public void Deep_networks_without_biases_have_one(int seed)
    {
        // Values fall, and the errors of sums of magnitudes grow, exponentially with the depth. Narrow networks of relus would be constant at most points.
        var random = new Random(seed);
        bool isLeaky = random.Next(2) == 0;
        int[] sizes = [3, .. Enumerable.Repeat(isLeaky ? random.Next(3, 13) : 16, random.Next(10, 40)), 2];
        Network network = WithoutBiases(ReferenceNetworks.Random(seed, isLeaky ? Activation.LeakyRelu(0.25) : Activation.Relu, sizes));
        CertifiedBound bound = CheckedCertification.Of(network, new CertifyOptions { Method = LipschitzMethod.Fast });
        AssertTrue(network, bound);
    }

    [Property(MaxTest = 30)]
    public void Networks_with_biases_and_dead_neurons_have_one(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, Activation.Relu, 4, 6, 6, 3);
        DenseLayer layer = network.Layers[1];
        DenseLayer dead = new(6, 6, [.. layer.Weights.Select((weight, k) => k / 6 == 2 ? 0.0 : weight)], layer.Bias.SetItem(2, 0.0), layer.Activation);
        network = new Network(network.Layers.SetItem(1, dead));
        AssertTrue(network, CheckedCertification.Of(network));
    }

    [DataFact("nets/chain")]
    public void The_deepest_chain_has_one()
    {
        Network network = ReferenceNetworks.Chain(64);
        AssertTrue(network, CheckedCertification.Of(network, new CertifyOptions { Method = LipschitzMethod.Fast }));
    }

    [Property(MaxTest = 20)]
    public void Deep_networks_of_smooth_activations_have_one(int seed)
    {
        Network network = ReferenceNetworks.Random(seed, Activation.Tanh, [3, .. Enumerable.Repeat(12, 30), 2]);
        CertifiedBound bound = CheckedCertification.Of(network, new CertifyOptions { Method = LipschitzMethod.Fast });
        Assert.True(bound.LowerBound > 0.0);
    }

    private static Network WithoutBiases(Network network) =>
        new([.. network.Layers.Select(layer => new DenseLayer(layer.OutputSize, layer.InputSize, layer.Weights, [], layer.Activation))]);

    private static void AssertTrue(Network network, CertifiedBound bound)
    {
        double[,] jacobian = Jacobian(network, [.. bound.LowerBoundPoint]);
        double frobenius = Math.Sqrt(jacobian.Cast<double>().Sum(value => value * value));
        int least = Math.Min(jacobian.GetLength(0), jacobian.GetLength(1));
        double norm = Formats.SpectralNorms.Of([.. jacobian.Cast<double>()], jacobian.GetLength(0), jacobian.GetLength(1));
        Assert.NotNull(bound.LowerBound);
        Assert.InRange(bound.LowerBound.Value, frobenius / Math.Sqrt(least) * (1 - 1e-9), norm * (1 + 1e-10));
    }

    /// <summary>Computes the Jacobian of a piecewise linear network at a point; on which side of the kinks it lies, exactly.</summary>
    private static double[,] Jacobian(Network network, double[] point)
    {
        Assert.NotEmpty(point);
        DyadicNumber[] values = [.. point.Select(value => (DyadicNumber)value)];
        double[,] jacobian = new double[point.Length, point.Length];
        for (int i = 0; i < point.Length; i++)
        {
            jacobian[i, i] = 1.0;
        }

        foreach (DenseLayer layer in network.Layers)
        {
            DyadicNumber[] before = [.. Enumerable.Range(0, layer.OutputSize).Select(i => Affine(layer, i, values))];
            double[,] next = new double[layer.OutputSize, point.Length];
            for (int i = 0; i < before.Length; i++)
            {
                double slope = layer.Activation.Derivative(before[i].Sign);
                values = i == 0 ? new DyadicNumber[before.Length] : values;
                values[i] = (DyadicNumber)slope * before[i];
                for (int j = 0; j < point.Length; j++)
                {
                    for (int k = 0; k < layer.InputSize; k++)
                    {
                        next[i, j] += slope * layer.Row(i)[k] * jacobian[k, j];
                    }
                }
            }

            jacobian = next;
        }

        return jacobian;
    }

    private static DyadicNumber Affine(DenseLayer layer, int row, DyadicNumber[] input)
    {
        DyadicNumber sum = layer.Bias.IsEmpty ? 0.0 : layer.Bias[row];
        for (int k = 0; k < input.Length; k++)
        {
            sum += (DyadicNumber)layer.Row(row)[k] * input[k];
        }

        return sum;
    }
}
