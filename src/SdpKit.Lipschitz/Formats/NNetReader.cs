using System.Collections.Immutable;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats;

/// <summary>Reads networks in the .nnet text format of K. Julian (ACAS Xu): relu between the layers, normalisation of inputs and outputs, which becomes part of the first and last layer.</summary>
internal sealed class NNetReader(Stream content, string source, CancellationToken cancellationToken)
{
    private readonly TextScanner _scanner = new(content, source, cancellationToken);

    /// <exception cref="ProblemFormatException">The content is not in this format; the message gives line and column.</exception>
    public NetworkFile Read()
    {
        _scanner.SkipByteOrderMark();
        int layerCount = NextInteger("the number of layers");
        int inputSize = NextInteger("the number of inputs");
        int outputSize = NextInteger("the number of outputs");
        NextInteger("the size of the largest layer");
        var sizes = new List<int>();
        for (int l = 0; l <= layerCount; l++)
        {
            sizes.Add(NextInteger("the size of a layer"));
        }

        if (sizes[0] != inputSize || sizes[^1] != outputSize)
        {
            throw _scanner.Error($"found layers from {sizes[0]} inputs to {sizes[^1]} outputs; expected {inputSize} and {outputSize}, as the first line says");
        }

        // An unused flag, and the range to which inputs are clipped: a projection, so a bound holds with and without it.
        NextNumbers(1 + (2L * inputSize), "the unused flag or the range of an input");
        double[] means = NextNumbers(inputSize + 1L, "the mean of an input or of the outputs");
        double[] ranges = NextNumbers(inputSize + 1L, "the range of an input or of the outputs");
        if (ranges.Contains(0.0))
        {
            throw _scanner.Error("found a range that is 0; expected one to divide by");
        }

        var layers = new List<(double[] Weights, double[] Bias)>();
        for (int l = 0; l < layerCount; l++)
        {
            layers.Add((NextNumbers((long)sizes[l] * sizes[l + 1], "a weight"), NextNumbers(sizes[l + 1], "a bias")));
        }

        if (MoveNext())
        {
            throw _scanner.Unexpected("the end of the file");
        }

        Normalise(layers[0], means.AsSpan(0, inputSize), ranges.AsSpan(0, inputSize));
        Denormalise(layers[^1], means[^1], ranges[^1]);
        return Build(sizes, layers, means.Any(mean => mean != 0.0) || ranges.Any(range => range != 1.0));
    }

    /// <summary>Replaces x by (x - mean) / range.</summary>
    private static void Normalise((double[] Weights, double[] Bias) layer, ReadOnlySpan<double> means, ReadOnlySpan<double> ranges)
    {
        for (int i = 0; i < layer.Bias.Length; i++)
        {
            for (int j = 0; j < means.Length; j++)
            {
                ref double weight = ref layer.Weights[(i * means.Length) + j];
                weight /= ranges[j];
                layer.Bias[i] -= weight * means[j];
            }
        }
    }

    /// <summary>Replaces y by y range + mean.</summary>
    private static void Denormalise((double[] Weights, double[] Bias) layer, double mean, double range)
    {
        for (int k = 0; k < layer.Weights.Length; k++)
        {
            layer.Weights[k] *= range;
        }

        for (int i = 0; i < layer.Bias.Length; i++)
        {
            layer.Bias[i] = (layer.Bias[i] * range) + mean;
        }
    }

    private NetworkFile Build(List<int> sizes, List<(double[] Weights, double[] Bias)> layers, bool isNormalised)
    {
        try
        {
            ImmutableArray<DenseLayer> made =
                [.. layers.Select((layer, l) => new DenseLayer(sizes[l + 1], sizes[l], [.. layer.Weights], [.. layer.Bias], l < layers.Count - 1 ? Activation.Relu : Activation.Identity))];
            return new NetworkFile(new Network(made), isNormalised ? ["The normalisation of inputs and outputs was folded into the first and the last layer."] : []);
        }
        catch (ArgumentException exception)
        {
            throw new ProblemFormatException(source, 0, 0, exception.Message.Split(" (Parameter '")[0]);
        }
    }

    private int NextInteger(string expected)
    {
        MoveNext();
        return _scanner.ReadInteger(1, int.MaxValue - 1, expected);
    }

    private double[] NextNumbers(long count, string expected)
    {
        var numbers = new List<double>();
        for (long k = 0; k < count; k++)
        {
            MoveNext();
            numbers.Add(_scanner.ReadNumber(expected));
        }

        return [.. numbers];
    }

    /// <summary>Moves to the next token that is not part of a comment.</summary>
    private bool MoveNext()
    {
        while (_scanner.MoveNext())
        {
            if (!_scanner.Token.StartsWith("//"u8))
            {
                return true;
            }

            _scanner.SkipLine();
        }

        return false;
    }
}
