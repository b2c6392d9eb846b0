using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SdpKit.Formats.Tensors;

/// <summary>Represents an array as a file stores it; its numbers are converted only when they are asked for, so the bytes are there before memory is taken.</summary>
internal sealed class StoredTensor
{
    private readonly ElementType _type;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _columnMajor;

    /// <param name="source">The name of the file, for messages.</param>
    /// <param name="name">The array's name in the file.</param>
    /// <param name="place">What messages call the array, such as <c>tensor 'fc1.weight'</c>.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="type">How each number is stored.</param>
    /// <param name="bytes">The numbers.</param>
    /// <param name="columnMajor">Whether the first index moves fastest, as in Fortran and MATLAB.</param>
    /// <exception cref="ProblemFormatException">The shape takes more or fewer bytes.</exception>
    public StoredTensor(string source, string name, string place, ReadOnlySpan<long> shape, ElementType type, ReadOnlyMemory<byte> bytes, bool columnMajor = false)
    {
        // A product that leaves the range of int cannot be right: no file in memory is that long.
        long count = 1;
        foreach (long length in shape)
        {
            count = length < 0 || length > int.MaxValue || count < 0 || count * length > int.MaxValue ? -1 : count * length;
        }

        (Source, Name, Place) = (source, name, place);
        if (count < 0 || count * type.ByteSize() != bytes.Length)
        {
            throw Error($"found {bytes.Length} bytes of {type} for the shape [{string.Join(", ", shape.ToArray())}]; expected {(count < 0 ? "a shape that fits them" : $"{count * type.ByteSize()} bytes")}");
        }

        (_type, _bytes, _columnMajor) = (type, bytes, columnMajor);
        Shape = [.. shape.ToArray().Select(length => (int)length)];
        Count = (int)count;
    }

    public string Source { get; }

    public string Name { get; }

    /// <summary>Gets what messages call the array.</summary>
    public string Place { get; }

    public ImmutableArray<int> Shape { get; }

    public int Count { get; }

    /// <summary>Gets the shape as text.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>Gets a value indicating whether at most one dimension is longer than 1.</summary>
    public bool IsVector => Shape.Count(length => length != 1) <= 1;

    /// <summary>Makes an error at this array.</summary>
    public ProblemFormatException Error(string problem) => new(Source, 0, 0, $"{Place}: {problem}");

    /// <summary>Makes the error for numbers that cannot be a layer's.</summary>
    public ProblemFormatException Refused(ArgumentException exception) => Error(exception.Message.Split(" (Parameter '")[0]);

    /// <summary>Reads all numbers, the last index moving fastest; an array with its first index moving fastest must be a vector or matrix.</summary>
    public double[] Read() => Shape.Length == 2 ? ReadMatrix(transpose: false) : ReadInOrder();

    /// <summary>Reads a vector.</summary>
    public ImmutableArray<double> ReadVector() => ImmutableCollectionsMarshal.AsImmutableArray(ReadInOrder());

    /// <summary>Reads a matrix, row by row, or its transpose.</summary>
    public double[] ReadMatrix(bool transpose)
    {
        (int rows, int columns) = (Shape[0], Shape[1]);
        if (_columnMajor == transpose)
        {
            return ReadInOrder();
        }

        (int lines, int length) = _columnMajor ? (columns, rows) : (rows, columns);
        var matrix = new double[Count];
        var line = new double[length];
        for (int i = 0; i < lines; i++)
        {
            _type.Convert(_bytes.Span[(i * length * _type.ByteSize())..], line);
            for (int j = 0; j < length; j++)
            {
                matrix[(j * lines) + i] = line[j];
            }
        }

        return matrix;
    }

    private double[] ReadInOrder()
    {
        var values = new double[Count];
        _type.Convert(_bytes.Span, values);
        return values;
    }
}
