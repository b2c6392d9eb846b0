using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Represents x -> W x + b, where W may be diagonal, so that scaling a wide input takes no matrix. What is rounded on the way is in the radii of the numbers. Immutable.</summary>
internal sealed class AffineMap
{
    /// <summary>W row by row; null where it is diagonal.</summary>
    private readonly EnclosedArray? _weights;

    /// <summary>The diagonal of W where it is diagonal; null for the identity.</summary>
    private readonly EnclosedArray? _scale;

    /// <summary>b; null for none.</summary>
    private readonly EnclosedArray? _shift;

    private AffineMap(int inputSize, int outputSize, EnclosedArray? weights, EnclosedArray? scale, EnclosedArray? shift) =>
        (InputSize, OutputSize, _weights, _scale, _shift) = (inputSize, outputSize, weights, scale, shift);

    public int InputSize { get; }

    public int OutputSize { get; }

    public bool IsDiagonal => _weights is null;

    public bool IsIdentity => IsDiagonal && _scale is null && _shift is null;

    public static AffineMap Identity(int size) => new(size, size, null, null, null);

    /// <summary>Multiplies each output by a factor.</summary>
    public AffineMap Scale(EnclosedArray factors)
    {
        EnclosedArray? shift = _shift is null ? null : EnclosedArray.Of(OutputSize, i => _shift[i] * factors[i]);
        return _weights is null
            ? new AffineMap(InputSize, OutputSize, null, _scale is null ? factors : EnclosedArray.Of(OutputSize, i => _scale[i] * factors[i]), shift)
            : new AffineMap(InputSize, OutputSize, EnclosedArray.Of(_weights.Length, k => _weights[k] * factors[k / InputSize]), null, shift);
    }

    /// <summary>Adds a number to each output.</summary>
    public AffineMap Shift(EnclosedArray terms) =>
        new(InputSize, OutputSize, _weights, _scale, _shift is null ? terms : EnclosedArray.Of(OutputSize, i => _shift[i] + terms[i]));

    /// <summary>Puts a matrix, rows x <see cref="OutputSize"/>, behind this map.</summary>
    public AffineMap Multiply(double[] matrix, int rows)
    {
        EnclosedArray? shift = _shift is null ? null : Product(matrix, _shift, rows, 1);
        return _weights is not null ? new AffineMap(InputSize, rows, Product(matrix, _weights, rows, InputSize), null, shift)
            : _scale is null ? new AffineMap(InputSize, rows, matrix, null, shift)
            : new AffineMap(InputSize, rows, EnclosedArray.Of(matrix.Length, k => matrix[k] * _scale[k % _scale.Length]), null, shift);
    }

    /// <summary>Reorders the outputs: output i becomes the former output <paramref name="sources"/>[i].</summary>
    public AffineMap Permute(int[] sources)
    {
        EnclosedArray matrix = Weights();
        return new AffineMap(
            InputSize,
            OutputSize,
            EnclosedArray.Of(matrix.Length, k => matrix[(sources[k / InputSize] * InputSize) + (k % InputSize)]),
            null,
            _shift is null ? null : EnclosedArray.Of(OutputSize, i => _shift[sources[i]]));
    }

    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public DenseLayer ToLayer(Activation activation) => new(OutputSize, InputSize, Weights(), _shift, activation);

    /// <summary>Computes the product of a rows x <see cref="OutputSize"/> and an <see cref="OutputSize"/> x columns matrix.</summary>
    private EnclosedArray Product(double[] left, EnclosedArray right, int rows, int columns)
    {
        var product = new EnclosedNumber[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            Span<EnclosedNumber> sums = product.AsSpan(i * columns, columns);
            for (int k = 0; k < OutputSize; k++)
            {
                EnclosedNumber factor = left[(i * OutputSize) + k];
                for (int j = 0; j < columns; j++)
                {
                    sums[j] += factor * right[(k * columns) + j];
                }
            }
        }

        return EnclosedArray.Of(product.Length, k => product[k]);
    }

    private EnclosedArray Weights() => _weights ?? EnclosedArray.Of(InputSize * InputSize, k => k % (InputSize + 1) == 0 ? _scale?[k / (InputSize + 1)] ?? 1.0 : default);
}
