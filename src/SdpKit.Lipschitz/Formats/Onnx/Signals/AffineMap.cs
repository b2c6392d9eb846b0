using System.Runtime.InteropServices;
using SdpKit.Lipschitz.Formats.Onnx.Constants;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Represents x -> W x + b, where W may be diagonal, so that scaling a wide input takes no matrix. Immutable.</summary>
internal sealed class AffineMap
{
    /// <summary>W row by row; null where it is diagonal.</summary>
    private readonly double[]? _weights;

    /// <summary>The diagonal of W where it is diagonal; null for the identity.</summary>
    private readonly double[]? _scale;

    /// <summary>b; null for none.</summary>
    private readonly double[]? _shift;

    private AffineMap(int inputSize, int outputSize, double[]? weights, double[]? scale, double[]? shift) =>
        (InputSize, OutputSize, _weights, _scale, _shift) = (inputSize, outputSize, weights, scale, shift);

    public int InputSize { get; }

    public int OutputSize { get; }

    public bool IsDiagonal => _weights is null;

    public bool IsIdentity => IsDiagonal && _scale is null && _shift is null;

    public static AffineMap Identity(int size) => new(size, size, null, null, null);

    /// <summary>Multiplies each output by a factor.</summary>
    public AffineMap Scale(double[] factors)
    {
        double[]? shift = _shift is null ? null : Product(_shift, factors);
        if (_weights is null)
        {
            return new AffineMap(InputSize, OutputSize, null, _scale is null ? factors : Product(_scale, factors), shift);
        }

        double[] weights = [.. _weights];
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] *= factors[k / InputSize];
        }

        return new AffineMap(InputSize, OutputSize, weights, null, shift);
    }

    /// <summary>Adds a number to each output.</summary>
    public AffineMap Shift(double[] terms) =>
        new(InputSize, OutputSize, _weights, _scale, _shift is null ? terms : [.. _shift.Zip(terms, static (one, other) => one + other)]);

    /// <summary>Puts a matrix, rows x <see cref="OutputSize"/>, behind this map.</summary>
    public AffineMap Multiply(double[] matrix, int rows)
    {
        double[]? shift = _shift is null ? null : MatrixProduct.Multiply(matrix, _shift, rows, OutputSize, 1);
        if (_weights is not null)
        {
            return new AffineMap(InputSize, rows, MatrixProduct.Multiply(matrix, _weights, rows, OutputSize, InputSize), null, shift);
        }

        double[] weights = matrix;
        if (_scale is not null)
        {
            weights = [.. matrix];
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] *= _scale[k % _scale.Length];
            }
        }

        return new AffineMap(InputSize, rows, weights, null, shift);
    }

    /// <summary>Reorders the outputs: output i becomes the former output <paramref name="sources"/>[i].</summary>
    public AffineMap Permute(int[] sources)
    {
        double[] matrix = Weights();
        var weights = new double[matrix.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            matrix.AsSpan(sources[i] * InputSize, InputSize).CopyTo(weights.AsSpan(i * InputSize));
        }

        return new AffineMap(InputSize, OutputSize, weights, null, _shift is null ? null : [.. sources.Select(source => _shift[source])]);
    }

    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public DenseLayer ToLayer(Activation activation) => new(
        OutputSize, InputSize, ImmutableCollectionsMarshal.AsImmutableArray(Weights()), ImmutableCollectionsMarshal.AsImmutableArray(_shift ?? []), activation);

    private static double[] Product(double[] one, double[] other) => [.. one.Zip(other, static (a, b) => a * b)];

    private double[] Weights()
    {
        if (_weights is not null)
        {
            return _weights;
        }

        var weights = new double[InputSize * InputSize];
        for (int i = 0; i < InputSize; i++)
        {
            weights[i * (InputSize + 1)] = _scale?[i] ?? 1.0;
        }

        return weights;
    }
}
