using System.Collections.Immutable;
using SdpKit.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Represents an array that does not depend on the network's input.</summary>
internal sealed class Constant
{
    private readonly StoredTensor? _stored;
    private readonly double[]? _values;

    /// <param name="stored">The numbers as the file stores them; they are converted each time they are read, so a model's weights are not in memory twice.</param>
    /// <param name="isInteger">Whether they are whole numbers, whose quotients are cut off.</param>
    public Constant(StoredTensor stored, bool isInteger) => (_stored, Shape, IsInteger) = (stored, stored.Shape, isInteger);

    /// <param name="values">The numbers, the last index moving fastest.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="isInteger">Whether they are whole numbers, whose quotients are cut off.</param>
    public Constant(double[] values, ImmutableArray<int> shape, bool isInteger) => (_values, Shape, IsInteger) = (values, shape, isInteger);

    public ImmutableArray<int> Shape { get; }

    public bool IsInteger { get; }

    public int Count => _values?.Length ?? _stored!.Count;

    /// <summary>Gets the numbers, the last index moving fastest; not to be changed.</summary>
    public double[] Read() => _values ?? _stored!.Read();

    /// <summary>Gives the same numbers another shape, which must take as many.</summary>
    public Constant WithShape(ImmutableArray<int> shape) => new(Read(), shape, IsInteger);
}
