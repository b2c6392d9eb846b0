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

    /// <summary>Throws where the network has no such output.</summary>
    internal void ThrowUnlessIn(Network network)
    {
        int largest = Math.Max(Index ?? 0, Subtracted ?? 0);
        if (largest >= network.OutputSize)
        {
            throw new ArgumentException($"Output {largest} is asked for, but the network has the outputs 0 to {network.OutputSize - 1}.");
        }

        if (Subtracted is not null && network.Layers[^1].Slopes.Any(range => range.Minimum != range.Maximum))
        {
            throw new ArgumentException("A margin between outputs needs a last layer without activation; leave the final softmax or sigmoid out.");
        }
    }
}
