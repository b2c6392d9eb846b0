using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Data;

/// <summary>Represents a file in the IDX format of MNIST, of unsigned bytes: 0, 0, the type 8, the number of dimensions, their sizes as big-endian int32, the bytes.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="Content">The bytes, the last dimension fastest.</param>
internal sealed record IdxFile(ImmutableArray<int> Shape, ReadOnlyMemory<byte> Content)
{
    private const int UnsignedByte = 8;

    /// <summary>Tells whether bytes begin like such a file, of whatever type: no text begins with zeros.</summary>
    public static bool IsIdx(ReadOnlySpan<byte> bytes) => bytes is [0, 0, ..];

    /// <exception cref="ProblemFormatException">The bytes are something else, or not as many as the sizes say.</exception>
    public static IdxFile Read(ReadOnlyMemory<byte> bytes, string source)
    {
        if (bytes.Span is not [0, 0, UnsignedByte, >= 1 and <= 3 and var dimensions, ..] || bytes.Length < 4 * (dimensions + 1))
        {
            throw Error(source, $"found a file that begins with {Convert.ToHexStringLower(bytes.Span[..Math.Min(4, bytes.Length)])}; expected the IDX format of unsigned bytes, 00000801 to 00000803");
        }

        int[] shape = [.. Enumerable.Range(1, dimensions).Select(d => BinaryPrimitives.ReadInt32BigEndian(bytes.Span[(4 * d)..]))];
        ReadOnlyMemory<byte> content = bytes[(4 * (dimensions + 1))..];
        double expected = shape.Aggregate(1.0, (product, size) => product * size);
        return shape.All(size => size > 0) && content.Length == expected
            ? new IdxFile([.. shape], content)
            : throw Error(source, $"found {content.Length} bytes of data; expected {string.Join(" x ", shape)} as its sizes say");
    }

    /// <summary>Makes points of images, pixels from 0 to 1, and labels.</summary>
    /// <exception cref="ProblemFormatException">They are not images and as many labels.</exception>
    public static LabelledData Combine(IdxFile images, string imagesSource, IdxFile labels, string labelsSource)
    {
        if (images.Shape.Length < 2)
        {
            throw Error(imagesSource, "found one number for each point; expected images, or points of several values");
        }

        if (labels.Shape.Length != 1 || labels.Shape[0] != images.Shape[0])
        {
            throw Error(labelsSource, $"found labels of the shape {string.Join(" x ", labels.Shape)}; expected {images.Shape[0]}, one for each image of {imagesSource}");
        }

        var values = new double[images.Content.Length];
        ReadOnlySpan<byte> pixels = images.Content.Span;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = pixels[i] / 255.0;
        }

        return new LabelledData(images.Shape[1..], ImmutableCollectionsMarshal.AsImmutableArray(values), [.. labels.Content.ToArray().Select(label => (int)label)]);
    }

    private static ProblemFormatException Error(string source, string problem) => new(source, 0, 0, problem);
}
