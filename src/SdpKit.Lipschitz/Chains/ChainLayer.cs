using System.Collections.Immutable;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Chains;

/// <summary>Represents a weight matrix of a chain and the slopes after it, in units in which both are about 1: the true weights times the true slopes are these times 2^Exponent.</summary>
/// <param name="Source">The layer of the network whose neurons they are.</param>
/// <param name="Weights">Encloses the weights, neurons x inputs.</param>
/// <param name="Slopes">Encloses the slopes of each neuron after it; not used of the last layer of a chain.</param>
/// <param name="Neurons">The neuron of the network's layer that each row is.</param>
/// <param name="Exponent">The exponent of 2 by which the units of the layer's outputs are those of its inputs.</param>
internal sealed record ChainLayer(int Source, EnclosedMatrix Weights, ImmutableArray<SlopeRange> Slopes, ImmutableArray<int> Neurons, int Exponent)
{
    /// <summary>Gets a value indicating whether each neuron has one slope only.</summary>
    public bool IsLinear => Slopes.All(range => range.Minimum == range.Maximum);

    /// <summary>Takes some neurons of a layer of a network.</summary>
    public static ChainLayer Of(DenseLayer layer, int source, ReadOnlySpan<int> neurons)
    {
        ImmutableArray<int> kept = [.. neurons];
        return new ChainLayer(source, EnclosedMatrix.Of(kept.Length, layer.InputSize, (i, j) => layer.Weight(kept[i], j)), [.. kept.Select(neuron => layer.Slopes[neuron])], kept, 0).Normalized();
    }

    /// <summary>Keeps some rows and columns.</summary>
    public ChainLayer Select(int[] rows, int[] columns) =>
        this with { Weights = Weights.Select(rows, columns), Slopes = [.. rows.Select(row => Slopes[row])], Neurons = [.. rows.Select(row => Neurons[row])] };

    /// <summary>Multiplies weights and slopes by powers of two, so that the norm of the weights and the largest slope are about 1. What underflows is less than 2^-1000 of what stays.</summary>
    public ChainLayer Normalized()
    {
        int weightExponent = NormExponent(Weights);
        double steepest = Slopes.Max(range => range.Magnitude);
        int slopeExponent = steepest > 0.0 ? Math.ILogB(steepest) : 0;
        return this with
        {
            Weights = Weights.ScaledBy(-weightExponent),
            Slopes = slopeExponent == 0 ? Slopes : [.. Slopes.Select(range => Scaled(range, -slopeExponent))],
            Exponent = checked(Exponent + weightExponent + slopeExponent),
        };
    }

    /// <summary>Multiplies a range by a power of two, outward where that rounds.</summary>
    private static SlopeRange Scaled(SlopeRange range, int exponent) =>
        new(((EnclosedNumber)range.Minimum).ScaledBy(exponent).Lower, ((EnclosedNumber)range.Maximum).ScaledBy(exponent).Upper);

    /// <summary>Gets the exponent of a lower bound of the spectral norm: the Frobenius norm over the root of the largest rank. 0 for a matrix that is zero, or of which nothing is known.</summary>
    private static int NormExponent(EnclosedMatrix weights)
    {
        double largest = 0.0;
        foreach (double value in weights.Representative().Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (largest == 0.0 || !double.IsFinite(largest))
        {
            return 0;
        }

        int exponent = Math.ILogB(largest);
        double square = 0.0;
        foreach (double value in weights.Representative().Values)
        {
            double scaled = Math.ScaleB(value, -exponent);
            square += scaled * scaled;
        }

        return exponent + Math.ILogB(Math.Sqrt(square / Math.Min(weights.Rows, weights.Columns)));
    }
}
