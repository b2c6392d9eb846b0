using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Training;

/// <summary>
/// Represents how inputs are centered and scaled for training, x -> factor (x - means), and folds that into the trained network, so that whoever uses it gives it inputs as they are. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>One factor for all inputs, a power of two: a bound L of the network that sees scaled inputs is exactly factor * L for inputs as they are, by the same proof.</remarks>
/// <param name="Means">What is subtracted from each input.</param>
/// <param name="Factor">What all inputs are then multiplied by; a power of two.</param>
public sealed record InputScaling(ImmutableArray<double> Means, double Factor)
{
    /// <summary>Finds the scaling that gives each input the mean 0, and all of them together about the variance 1.</summary>
    /// <param name="data">The points to train with.</param>
    public static InputScaling Of(TrainingSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var means = new double[data.PointSize];
        for (int i = 0; i < data.Points.Length; i++)
        {
            means[i % means.Length] += data.Points[i] / data.Count;
        }

        double squares = 0.0;
        for (int i = 0; i < data.Points.Length; i++)
        {
            double difference = data.Points[i] - means[i % means.Length];
            squares += difference * difference / data.Points.Length;
        }

        return new InputScaling([.. means], double.IsNormal(squares) ? Math.ScaleB(1.0, -(int)Math.Round(0.5 * Math.Log2(squares))) : 1.0);
    }

    /// <summary>Scales points; the targets stay.</summary>
    /// <param name="data">Points of as many values as there are means.</param>
    /// <exception cref="ArgumentException">They have another number of values.</exception>
    public TrainingSet Apply(TrainingSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.PointSize != Means.Length)
        {
            throw new ArgumentException($"The scaling is for points of {Means.Length} values, not {data.PointSize}.", nameof(data));
        }

        var points = new double[data.Points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = Factor * (data.Points[i] - Means[i % Means.Length]);
        }

        return new TrainingSet(data.PointSize, [.. points], data.TargetSize, data.Targets);
    }

    /// <summary>Makes the network x -> f(factor (x - means)).</summary>
    /// <param name="network">f, with as many inputs as there are means.</param>
    /// <exception cref="ArgumentException">It has another number of inputs, or a number overflows.</exception>
    public Network Fold(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network scaled = network.WithInputScale([.. Enumerable.Repeat(Factor, Means.Length)]);
        DenseLayer first = scaled.Layers[0];
        var bias = new double[first.OutputSize];
        for (int k = 0; k < bias.Length; k++)
        {
            ReadOnlySpan<double> row = first.Row(k);
            bias[k] = first.Bias.IsEmpty ? 0.0 : first.Bias[k];
            for (int j = 0; j < row.Length; j++)
            {
                bias[k] -= row[j] * Means[j];
            }
        }

        return new Network(scaled.Layers.SetItem(0, new DenseLayer(first.OutputSize, first.InputSize, first.Weights, [.. bias], first.Activation).WithSlopes(first.Slopes)));
    }

    /// <summary>Makes the certificate of the folded network from that of the network: the constraint differs by powers of two in its first rows and columns, so the proof is the same.</summary>
    /// <param name="certificate">The certificate of <paramref name="network"/>, of one part, as ADMM training reports it.</param>
    /// <param name="network">The network, not folded.</param>
    /// <exception cref="ArgumentException">The certificate is of several parts.</exception>
    public LipschitzCertificate Fold(LipschitzCertificate certificate, Network network)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Parts is [var part]
            ? certificate with { Bound = Factor * certificate.Bound, WeightsHash = WeightsHash.Of(Fold(network)), Parts = [part with { Rho = Factor * Factor * part.Rho }] }
            : throw new ArgumentException($"The certificate is of {certificate.Parts.Length} parts, not of one.", nameof(certificate));
    }
}
