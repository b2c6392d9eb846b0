using SdpKit.Formats;
using SdpKit.Lipschitz.Enclosures;

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

        return Build(sizes, layers, means, ranges);
    }

    /// <summary>Makes of (x - mean) / range and y range + mean parts of the first and the last layer.</summary>
    private NetworkFile Build(List<int> sizes, List<(double[] Weights, double[] Bias)> layers, double[] means, double[] ranges)
    {
        int inputs = sizes[0];
        var made = new List<DenseLayer>();
        for (int l = 0; l < layers.Count; l++)
        {
            (double[] w, double[] b) = layers[l];
            int columns = sizes[l];
            EnclosedArray weights = l > 0 ? w : EnclosedArray.Of(w.Length, k => (EnclosedNumber)w[k] / ranges[k % columns]);
            EnclosedArray bias = l > 0 ? b : EnclosedArray.Of(b.Length, i => Enumerable.Range(0, inputs).Aggregate((EnclosedNumber)b[i], (sum, j) => sum - (weights[(i * inputs) + j] * means[j])));
            bool isLast = l == layers.Count - 1;
            EnclosedArray outWeights = isLast ? EnclosedArray.Of(w.Length, k => weights[k] * ranges[^1]) : weights;
            EnclosedArray outBias = isLast ? EnclosedArray.Of(b.Length, i => (bias[i] * ranges[^1]) + means[^1]) : bias;
            made.Add(Made(() => new DenseLayer(sizes[l + 1], columns, outWeights, outBias, isLast ? Activation.Identity : Activation.Relu)));
        }

        bool isNormalised = means.Any(mean => mean != 0.0) || ranges.Any(range => range != 1.0);
        return new NetworkFile(Made(() => new Network([.. made])), isNormalised ? ["The normalisation of inputs and outputs was folded into the first and the last layer."] : []);
    }

    private T Made<T>(Func<T> make)
    {
        try
        {
            return make();
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
