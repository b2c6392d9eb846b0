using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Training;

/// <summary>
/// Represents how inputs and targets are centered and scaled for training, and folds that into the trained network, so that whoever uses it has inputs and outputs in their own units. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>
/// One power of two for all inputs and one for all targets: a bound L of the network g that is trained is exactly <see cref="BoundFactor"/> L for f(x) = (g(a (x - m)) / b) + n, by the same proof.
/// </remarks>
/// <param name="Inputs">How inputs are scaled, x -> a (x - m); null for not at all.</param>
/// <param name="Targets">How targets are scaled, y -> b (y - n); null for not at all, as for classes.</param>
public sealed record DataScaling(Standardization? Inputs, Standardization? Targets)
{
    /// <summary>Gets what a bound of the trained network is multiplied by to become one of the folded network: a / b.</summary>
    public double BoundFactor => InputFactor / TargetFactor;

    /// <summary>Gets a; 1 for inputs that are not scaled.</summary>
    public double InputFactor => Inputs?.Factor ?? 1.0;

    /// <summary>Gets b; 1 for targets that are not scaled.</summary>
    public double TargetFactor => Targets?.Factor ?? 1.0;

    /// <summary>Gets what a mean square error of scaled outputs is multiplied by to become one of outputs as they are: 1 / b^2.</summary>
    public double LossFactor => 1.0 / (TargetFactor * TargetFactor);

    /// <summary>Scales points and their targets.</summary>
    /// <param name="data">Points and targets of as many values as were scaled.</param>
    /// <exception cref="ArgumentException">They have other numbers of values.</exception>
    public TrainingSet Apply(TrainingSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return (Inputs?.Means.Length ?? data.PointSize, Targets?.Means.Length ?? data.TargetSize) == (data.PointSize, data.TargetSize)
            ? new TrainingSet(data.PointSize, Inputs?.Apply(data.Points) ?? data.Points, data.TargetSize, Targets?.Apply(data.Targets) ?? data.Targets)
            : throw new ArgumentException("The points have another number of values or targets than those that the scaling is for.", nameof(data));
    }

    /// <summary>Makes the network x -> (g(a (x - m)) / b) + n.</summary>
    /// <param name="network">g; where targets are scaled, without an activation after the last layer.</param>
    /// <exception cref="ArgumentException">It has other numbers of inputs or outputs, or an activation after the last layer.</exception>
    /// <exception cref="ArithmeticException">A number overflows.</exception>
    public Network Fold(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network folded = Inputs is { } inputs ? FoldInputs(network, inputs) : network;
        return Targets is { } targets ? FoldTargets(folded, targets) : folded;
    }

    /// <summary>
    /// Makes the certificate of the folded network from that of the network: the constraint differs by powers of two in its rows and columns, so the proof is the same unless one of them leaves the range of double
    /// numbers, which <see cref="CertificateVerifier"/> tells.
    /// </summary>
    /// <param name="certificate">The certificate of <paramref name="network"/>, of one part, as ADMM training reports it.</param>
    /// <param name="network">The network, not folded.</param>
    /// <exception cref="ArgumentException">The certificate is of several parts.</exception>
    public LipschitzCertificate Fold(LipschitzCertificate certificate, Network network)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.Parts is not [var part])
        {
            throw new ArgumentException($"The certificate is of {certificate.Parts.Length} parts, not of one.", nameof(certificate));
        }

        return certificate with
        {
            Bound = BoundFactor * certificate.Bound,
            WeightsHash = WeightsHash.Of(Fold(network)),
            Parts = [part with { Rho = BoundFactor * BoundFactor * part.Rho, Multipliers = [.. part.Multipliers.Select(layer => layer.Select(multiplier => LossFactor * multiplier).ToImmutableArray())] }],
        };
    }

    private static Network FoldInputs(Network network, Standardization inputs)
    {
        if (network.InputSize != inputs.Means.Length)
        {
            throw new ArgumentException($"The network takes {network.InputSize} inputs; those that were scaled are {inputs.Means.Length}.", nameof(network));
        }

        DenseLayer first = network.Layers[0];
        double[] weights = [.. first.Weights.Select(weight => inputs.Factor * weight)];
        var bias = new double[first.OutputSize];
        for (int k = 0; k < bias.Length; k++)
        {
            bias[k] = first.Bias.IsEmpty ? 0.0 : first.Bias[k];
            for (int j = 0; j < first.InputSize; j++)
            {
                bias[k] -= weights[(k * first.InputSize) + j] * inputs.Means[j];
            }
        }

        return Replace(network, 0, weights, bias);
    }

    private static Network FoldTargets(Network network, Standardization targets)
    {
        DenseLayer last = network.Layers[^1];
        if (last.OutputSize != targets.Means.Length || !last.Activation.Equals(Activation.Identity))
        {
            throw new ArgumentException($"The network has {last.OutputSize} outputs after the activation {last.Activation}; expected {targets.Means.Length} without one.", nameof(network));
        }

        double factor = 1.0 / targets.Factor;
        double[] bias = [.. targets.Means.Select((mean, k) => (last.Bias.IsEmpty ? 0.0 : factor * last.Bias[k]) + mean)];
        return Replace(network, network.Layers.Length - 1, [.. last.Weights.Select(weight => factor * weight)], bias);
    }

    private static Network Replace(Network network, int layer, double[] weights, double[] bias) => weights.All(double.IsFinite) && bias.All(double.IsFinite)
        ? network.With(network.Layers.SetItem(layer, network.Layers[layer].WithParameters([.. weights], [.. bias])))
        : throw new ArithmeticException("A weight or bias of the network for data as they are leaves the range of numbers.");
}
