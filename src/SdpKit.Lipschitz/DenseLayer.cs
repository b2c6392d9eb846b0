using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz;

/// <summary>Represents a dense layer, x -> activation(W x + b), with the activation applied to each neuron. Immutable and thread-safe.</summary>
public sealed class DenseLayer
{
    // How far what the weights stand for may be from them: where a reader folded others into them. A proof is one for all weights that near.
    private readonly double[]? _weightRadii;
    private readonly double[]? _biasRadii;

    /// <summary>Initializes a layer.</summary>
    /// <param name="outputSize">The number of neurons, positive.</param>
    /// <param name="inputSize">The number of inputs of each, positive.</param>
    /// <param name="weights">W, outputs x inputs, row by row: the weights of a neuron side by side. Finite.</param>
    /// <param name="bias">b, one per neuron, finite; empty for none.</param>
    /// <param name="activation">The activation after it; <see cref="Activation.Identity"/> for none, as usual after the last layer.</param>
    /// <exception cref="ArgumentException">A size does not fit, or a number is not finite; the message says where.</exception>
    public DenseLayer(int outputSize, int inputSize, ImmutableArray<double> weights, ImmutableArray<double> bias, Activation activation)
        : this(outputSize, inputSize, weights, bias, activation, activation?.Slopes is { } slopes ? [.. Enumerable.Repeat(slopes, Math.Max(0, outputSize))] : [])
    {
    }

    /// <summary>Initializes a layer of numbers that were rounded; where nothing is known of one, it counts as not finite.</summary>
    internal DenseLayer(int outputSize, int inputSize, EnclosedArray weights, EnclosedArray? bias, Activation activation)
        : this(outputSize, inputSize, ImmutableCollectionsMarshal.AsImmutableArray(weights.Centers), ImmutableCollectionsMarshal.AsImmutableArray(bias?.Centers ?? []), activation) =>
        (_weightRadii, _biasRadii) = (weights.Radii, bias?.Radii);

    private DenseLayer(int outputSize, int inputSize, ImmutableArray<double> weights, ImmutableArray<double> bias, Activation activation, ImmutableArray<SlopeRange> slopes)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        if (weights.IsDefault || weights.Length != (long)outputSize * inputSize)
        {
            throw new ArgumentException($"A layer of {outputSize} x {inputSize} takes {(long)outputSize * inputSize} weights, not {(weights.IsDefault ? 0 : weights.Length)}.", nameof(weights));
        }

        if (bias.IsDefault || (bias.Length != outputSize && bias.Length != 0))
        {
            throw new ArgumentException($"A layer of {outputSize} neurons takes {outputSize} biases or none, not {(bias.IsDefault ? 0 : bias.Length)}.", nameof(bias));
        }

        ThrowUnlessFinite(weights, nameof(weights), index => $"weight of neuron {index / inputSize} and input {index % inputSize}");
        ThrowUnlessFinite(bias, nameof(bias), index => $"bias of neuron {index}");
        (OutputSize, InputSize, Weights, Bias, Activation, Slopes) = (outputSize, inputSize, weights, bias, activation, slopes);
    }

    private DenseLayer(DenseLayer layer, ImmutableArray<SlopeRange> slopes)
        : this(layer.OutputSize, layer.InputSize, layer.Weights, layer.Bias, layer.Activation, slopes) =>
        (_weightRadii, _biasRadii) = (layer._weightRadii, layer._biasRadii);

    /// <summary>Gets the number of neurons.</summary>
    public int OutputSize { get; }

    /// <summary>Gets the number of inputs.</summary>
    public int InputSize { get; }

    /// <summary>Gets W, outputs x inputs, row by row.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>Gets b, one per neuron, or none.</summary>
    public ImmutableArray<double> Bias { get; }

    /// <summary>Gets the activation after it.</summary>
    public Activation Activation { get; }

    /// <summary>Gets the slopes that a bound assumes of the activation, one range per neuron; those of <see cref="Activation"/> unless <see cref="WithSlopes(SlopeRange)"/> set others.</summary>
    public ImmutableArray<SlopeRange> Slopes { get; }

    /// <summary>Gets the weights of one neuron.</summary>
    /// <param name="neuron">The neuron, from 0.</param>
    public ReadOnlySpan<double> Row(int neuron) => Weights.AsSpan(neuron * InputSize, InputSize);

    /// <summary>Makes the same layer for which a bound assumes other slopes, the same for each neuron.</summary>
    /// <param name="slopes">The slopes.</param>
    public DenseLayer WithSlopes(SlopeRange slopes) => WithSlopes([.. Enumerable.Repeat(slopes, OutputSize)]);

    /// <summary>Makes the same layer for which a bound assumes other slopes, such as those that the activation can have on the inputs of interest.</summary>
    /// <param name="slopes">One range per neuron.</param>
    /// <exception cref="ArgumentException">There are more or fewer ranges than neurons.</exception>
    public DenseLayer WithSlopes(ImmutableArray<SlopeRange> slopes) => !slopes.IsDefault && slopes.Length == OutputSize
        ? new DenseLayer(this, slopes)
        : throw new ArgumentException($"A layer of {OutputSize} neurons takes {OutputSize} ranges of slopes, not {(slopes.IsDefault ? 0 : slopes.Length)}.", nameof(slopes));

    /// <summary>Computes activation(W x + b).</summary>
    /// <param name="input">x, one value per input.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public double[] Evaluate(ReadOnlySpan<double> input)
    {
        double[] output = Affine(input);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Activation.Evaluate(output[i]);
        }

        return output;
    }

    /// <summary>Makes a layer of the same size, activation and slopes, whose numbers are what they stand for.</summary>
    internal DenseLayer WithParameters(ImmutableArray<double> weights, ImmutableArray<double> bias) => new(OutputSize, InputSize, weights, bias, Activation, Slopes);

    /// <summary>Gets a value indicating whether the weights and biases are what they stand for.</summary>
    internal bool IsExact => _weightRadii is null && _biasRadii is null;

    /// <summary>Encloses the weight that a neuron gives to an input.</summary>
    internal EnclosedNumber Weight(int neuron, int input)
    {
        int index = (neuron * InputSize) + input;
        return new EnclosedNumber(Weights[index], _weightRadii is null ? 0.0 : _weightRadii[index]);
    }

    /// <summary>Gets how far off the weights of a neuron may be; empty where they are exact.</summary>
    internal ReadOnlySpan<double> Radii(int neuron) => _weightRadii is null ? [] : _weightRadii.AsSpan(neuron * InputSize, InputSize);

    /// <summary>Encloses the bias of a neuron.</summary>
    internal EnclosedNumber BiasOf(int neuron) => Bias.IsEmpty ? default : new EnclosedNumber(Bias[neuron], _biasRadii is null ? 0.0 : _biasRadii[neuron]);

    /// <summary>Gets the weights, row by row.</summary>
    internal EnclosedArray EnclosedWeights => new([.. Weights], _weightRadii);

    /// <summary>Gets the biases; null for none.</summary>
    internal EnclosedArray? EnclosedBias => Bias.IsEmpty ? null : new EnclosedArray([.. Bias], _biasRadii);

    /// <summary>Encloses the norm of the weights of a neuron.</summary>
    internal EnclosedNumber Norm(int neuron)
    {
        var row = new EnclosedNumber[InputSize];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = Weight(neuron, j);
        }

        return EnclosedNumber.Norm(row);
    }

    /// <summary>Computes W x + b.</summary>
    internal double[] Affine(ReadOnlySpan<double> input)
    {
        if (input.Length != InputSize)
        {
            throw new ArgumentException($"The layer takes {InputSize} inputs, not {input.Length}.", nameof(input));
        }

        var output = new double[OutputSize];
        for (int i = 0; i < output.Length; i++)
        {
            ReadOnlySpan<double> row = Row(i);
            double sum = Bias.IsEmpty ? 0.0 : Bias[i];
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * input[j];
            }

            output[i] = sum;
        }

        return output;
    }

    private static void ThrowUnlessFinite(ImmutableArray<double> values, string parameter, Func<int, string> describe)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"The {describe(i)} is {values[i]}; weights and biases must be finite."), parameter);
            }
        }
    }
}
