using System.Collections.Immutable;

namespace SdpKit.Lipschitz;

/// <summary>
/// Represents a feed-forward network, f(x) = W_L phi(W_(L-1) ... phi(W_0 x + b_0) ... ) + b_L, as its dense layers in order. Immutable and thread-safe.
/// </summary>
/// <remarks>The last layer may have an activation too; a bound then multiplies each output by the largest slope it can have.</remarks>
public sealed class Network
{
    /// <summary>Initializes a network.</summary>
    /// <param name="layers">The layers, from the input to the output; at least one.</param>
    /// <exception cref="ArgumentException">There is no layer, or a layer takes another number of inputs than the one before it has neurons.</exception>
    public Network(params ImmutableArray<DenseLayer> layers)
        : this(layers, [])
    {
    }

    private Network(ImmutableArray<DenseLayer> layers, ImmutableArray<string> classNames)
    {
        if (layers.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A network has at least one layer.", nameof(layers));
        }

        for (int l = 1; l < layers.Length; l++)
        {
            if (layers[l].InputSize != layers[l - 1].OutputSize)
            {
                throw new ArgumentException($"Layer {l} takes {layers[l].InputSize} inputs, but layer {l - 1} has {layers[l - 1].OutputSize} neurons.", nameof(layers));
            }
        }

        (Layers, ClassNames) = (layers, classNames);
    }

    /// <summary>Gets the layers, from the input to the output.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>Gets the names of the classes that the outputs stand for, in their order; empty where they have none.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Gets the number of inputs.</summary>
    public int InputSize => Layers[0].InputSize;

    /// <summary>Gets the number of outputs.</summary>
    public int OutputSize => Layers[^1].OutputSize;

    /// <summary>Gets the sizes of input, hidden layers and output.</summary>
    public ImmutableArray<int> Sizes => [InputSize, .. Layers.Select(layer => layer.OutputSize)];

    /// <summary>Computes f(x).</summary>
    /// <param name="input">x, one value per input.</param>
    /// <returns>One value per output.</returns>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public double[] Evaluate(ReadOnlySpan<double> input)
    {
        double[] values = Layers[0].Evaluate(input);
        for (int l = 1; l < Layers.Length; l++)
        {
            values = Layers[l].Evaluate(values);
        }

        return values;
    }

    /// <summary>Makes the same network whose outputs stand for classes with names: points with names as labels are matched by them.</summary>
    /// <param name="names">A name for each output, all different and none of them empty; or none at all.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than outputs, or one is empty or there twice.</exception>
    public Network WithClassNames(params ImmutableArray<string> names)
    {
        if (names.IsDefault || (names.Length > 0 && names.Length != OutputSize))
        {
            throw new ArgumentException($"A network of {OutputSize} outputs takes {OutputSize} class names or none, not {(names.IsDefault ? 0 : names.Length)}.", nameof(names));
        }

        return names.All(name => !string.IsNullOrWhiteSpace(name)) && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? new Network(Layers, names)
            : throw new ArgumentException("A class name is empty, or there twice.", nameof(names));
    }

    /// <summary>Makes the same network for which a bound assumes these slopes of every activation before the last layer.</summary>
    /// <param name="slopes">The slopes.</param>
    public Network WithSlopes(SlopeRange slopes) => With([.. Layers[..^1].Select(layer => layer.WithSlopes(slopes)), Layers[^1]]);

    /// <summary>Makes the same network for which a bound assumes the slopes that its activations have.</summary>
    public Network WithOwnSlopes() => With([.. Layers.Select(layer => layer.WithSlopes(layer.Activation.Slopes))]);

    /// <summary>Makes the network x -> f(s_1 x_1, s_2 x_2, ...) by folding s into the first layer's weights; each new weight is the rounded product.</summary>
    /// <param name="scale">s, one finite value per input: 1/std where users normalise by the standard deviation.</param>
    /// <exception cref="ArgumentException">The length does not fit, or a product is not finite.</exception>
    public Network WithInputScale(params ReadOnlySpan<double> scale)
    {
        DenseLayer first = Layers[0];
        if (scale.Length != first.InputSize)
        {
            throw new ArgumentException($"The network takes {first.InputSize} inputs, not {scale.Length}.", nameof(scale));
        }

        double[] weights = [.. first.Weights];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] *= scale[i % first.InputSize];
        }

        return With(Layers.SetItem(0, first.WithParameters([.. weights], first.Bias)));
    }

    /// <summary>Makes a network of other layers with the same outputs, which stand for the same classes.</summary>
    internal Network With(ImmutableArray<DenseLayer> layers) => new(layers, ClassNames);
}
