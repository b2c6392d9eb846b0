using System.Collections.Immutable;
using SdpKit.Lipschitz.Enclosures;

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
        : this(layers, NetworkAssumptions.None, [])
    {
    }

    private Network(ImmutableArray<DenseLayer> layers, NetworkAssumptions assumed, ImmutableArray<string> classNames)
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

        (Layers, Assumed, ClassNames) = (layers, assumed, classNames);
    }

    /// <summary>Gets the layers, from the input to the output.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>Gets the names of the classes that the outputs stand for, in their order; empty where they have none.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>
    /// Gets what the network takes for granted that the file it was read from does not say, or does not compute, one phrase each, such as <c>assuming relu between the layers</c>; none for a network that was made, or read from a
    /// file that says all. A bound is one of the network with these.
    /// </summary>
    public ImmutableArray<string> Assumptions => Assumed.Phrases;

    internal NetworkAssumptions Assumed { get; }

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
            ? new Network(Layers, Assumed, names)
            : throw new ArgumentException("A class name is empty, or there twice.", nameof(names));
    }

    /// <summary>Makes the same network for which a bound assumes these slopes of every activation before the last layer, and says so in <see cref="Assumptions"/>.</summary>
    /// <param name="slopes">The slopes.</param>
    public Network WithSlopes(SlopeRange slopes) =>
        new([.. Layers[..^1].Select(layer => layer.WithSlopes(slopes)), Layers[^1]], Layers.Length > 1 ? Assumed with { Slopes = slopes } : Assumed, ClassNames);

    /// <summary>Makes the same network for which a bound assumes the slopes that its activations have.</summary>
    public Network WithOwnSlopes() => new([.. Layers.Select(layer => layer.WithSlopes(layer.Activation.Slopes))], Assumed with { Slopes = null }, ClassNames);

    /// <summary>Makes a network of other layers with the same outputs, which takes the same for granted and stands for the same classes.</summary>
    internal Network With(ImmutableArray<DenseLayer> layers) => new(layers, Assumed, ClassNames);

    /// <summary>Makes the same network, which takes this for granted.</summary>
    internal Network With(NetworkAssumptions assumed) => new(Layers, assumed, ClassNames);

    /// <summary>Makes the network x -> f(s_1 x_1, s_2 x_2, ...) by folding s into the first layer's weights; each new weight is the rounded product, and a proof is one for the product itself.</summary>
    /// <param name="scale">s, one finite value per input: 1/std where users normalise by the standard deviation.</param>
    /// <exception cref="ArgumentException">The length does not fit, or a product is not finite.</exception>
    public Network WithInputScale(params ReadOnlySpan<double> scale)
    {
        var numbers = new EnclosedNumber[scale.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = scale[i];
        }

        return WithInputScale(numbers);
    }

    /// <summary>Makes the network x -> f(x_1 / d_1, x_2 / d_2, ...), as <see cref="WithInputScale(ReadOnlySpan{double})"/> does.</summary>
    /// <param name="divisor">d, one finite value per input that is not 0.</param>
    /// <exception cref="ArgumentException">The length does not fit, or a quotient is not finite.</exception>
    public Network WithInputDivisor(params ReadOnlySpan<double> divisor)
    {
        var numbers = new EnclosedNumber[divisor.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            // The double that the weights are multiplied by is 1 / d, rounded.
            double scale = 1.0 / divisor[i];
            numbers[i] = new EnclosedNumber(scale, ((EnclosedNumber)1.0 / divisor[i] - scale).Magnitude);
        }

        return WithInputScale(numbers);
    }

    /// <summary>Makes the network x -> f(x - shift) by folding the shift into the first layer's biases; each is rounded once, and a proof is one for what was meant.</summary>
    /// <param name="shift">The shift, one finite value per input: the mean, where users subtract it.</param>
    /// <exception cref="ArgumentException">The length does not fit, or a bias is not finite.</exception>
    public Network WithInputShift(params ReadOnlySpan<double> shift)
    {
        DenseLayer first = Layers[0];
        if (shift.Length != first.InputSize)
        {
            throw new ArgumentException($"The network takes {first.InputSize} inputs, not {shift.Length}.", nameof(shift));
        }

        EnclosedNumber[] moved = VectorEnclosure.Of(shift).Multiply(first, withBias: false).Components;
        var bias = EnclosedArray.Of(first.OutputSize, i => first.BiasOf(i) - moved[i]);
        return With(Layers.SetItem(0, new DenseLayer(first.OutputSize, first.InputSize, first.EnclosedWeights, bias, first.Activation).WithSlopes(first.Slopes)));
    }

    private Network WithInputScale(EnclosedNumber[] scale)
    {
        DenseLayer first = Layers[0];
        if (scale.Length != first.InputSize)
        {
            throw new ArgumentException($"The network takes {first.InputSize} inputs, not {scale.Length}.", nameof(scale));
        }

        var weights = EnclosedArray.Of(first.Weights.Length, k => first.Weight(k / first.InputSize, k % first.InputSize) * scale[k % first.InputSize]);
        DenseLayer scaled = new DenseLayer(first.OutputSize, first.InputSize, weights, first.EnclosedBias, first.Activation).WithSlopes(first.Slopes);
        return With(Layers.SetItem(0, scaled));
    }
}
