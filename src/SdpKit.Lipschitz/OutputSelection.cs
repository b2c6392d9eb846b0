using System.Collections.Immutable;

namespace SdpKit.Lipschitz;

/// <summary>Says which function of the outputs a bound is for. Immutable and thread-safe; the default is all outputs.</summary>
public readonly record struct OutputSelection
{
    private OutputSelection(int? index, int? subtracted) => (Index, Subtracted) = (index, subtracted);

    /// <summary>Gets the selection of all outputs, as a vector.</summary>
    public static OutputSelection All => default;

    /// <summary>Gets the output, from 0; null for all.</summary>
    public int? Index { get; }

    /// <summary>Gets the output that is subtracted from <see cref="Index"/>, from 0; null for none.</summary>
    public int? Subtracted { get; }

    /// <summary>Selects one output, f_index.</summary>
    /// <param name="index">The output, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static OutputSelection Of(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new OutputSelection(index, null);
    }

    /// <summary>Selects the margin f_index - f_subtracted of two outputs.</summary>
    /// <param name="index">An output, from 0.</param>
    /// <param name="subtracted">Another output, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is negative.</exception>
    /// <exception cref="ArgumentException">They are the same.</exception>
    public static OutputSelection Margin(int index, int subtracted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(subtracted);
        return index != subtracted
            ? new OutputSelection(index, subtracted)
            : throw new ArgumentException($"A margin is between two outputs; both are {index}.", nameof(subtracted));
    }

    /// <summary>Says why a network has no such output; null where it has.</summary>
    internal string? ProblemWith(Network network)
    {
        int largest = Math.Max(Index ?? 0, Subtracted ?? 0);
        if (largest >= network.OutputSize)
        {
            return $"Output {largest} is asked for, but the network has the outputs 0 to {network.OutputSize - 1}.";
        }

        if (Index is not null && network.Assumed is { FinalOperator: { } final, IsFinalOperatorNamed: false })
        {
            return $"The network was read without its final {final}, behind which an output depends on all of those before it; expected a bound of all outputs, or to be asked for outputs before it (--before-softmax, NetworkReaderOptions.BeforeSoftmax).";
        }

        // Different slopes of the two outputs would not factor out of the difference.
        ImmutableArray<SlopeRange> slopes = network.Layers[^1].Slopes;
        bool isLinear = slopes.All(range => range == slopes[0]) && slopes[0].Minimum == slopes[0].Maximum;
        return Subtracted is null || isLinear ? null : "A margin between outputs needs a last layer without activation; leave the final softmax or sigmoid out.";
    }

    /// <summary>Makes the network whose outputs are the selected ones, with one more layer.</summary>
    internal Network ApplyTo(Network network)
    {
        if (Index is not { } index)
        {
            return network;
        }

        var row = new double[network.OutputSize];
        row[index] = 1.0;
        if (Subtracted is { } subtracted)
        {
            row[subtracted] = -1.0;
        }

        return new Network(network.Layers.Add(new DenseLayer(1, row.Length, [.. row], [], Activation.Identity)));
    }
}
