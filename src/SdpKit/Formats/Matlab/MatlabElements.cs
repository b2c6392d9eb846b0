using System.IO.Compression;
using SdpKit.Formats.Tensors;

namespace SdpKit.Formats.Matlab;

/// <summary>Cuts the bytes of a level-5 MAT file into data elements, one after the other.</summary>
/// <remarks>MathWorks, MAT-File Format: an element is a tag of type and byte count, then the data, padded to 8 bytes; up to 4 bytes fit into the tag.</remarks>
internal struct MatlabElements(ReadOnlyMemory<byte> bytes, ByteOrder order, string source, string place)
{
    public const int Matrix = 14;
    public const int Compressed = 15;

    private ReadOnlyMemory<byte> _rest = bytes;

    /// <summary>Gets the type of the element moved to last, as in the format's table of data types.</summary>
    public int Type { get; private set; }

    /// <summary>Gets its data.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Goes on from here, with another place in messages.</summary>
    public readonly MatlabElements At(string newPlace) => new(_rest, order, source, newPlace);

    /// <summary>Moves to the next element.</summary>
    /// <param name="expected">What the element is, for the message.</param>
    public void Move(string expected)
    {
        if (_rest.Length < 8)
        {
            throw Error($"found {_rest.Length} bytes more; expected {expected}");
        }

        uint first = (uint)order.ReadInt32(_rest.Span);
        bool isSmall = first >> 16 != 0;
        uint length = isSmall ? first >> 16 : (uint)order.ReadInt32(_rest.Span[4..]);
        int start = isSmall ? 4 : 8;
        if (length > (isSmall ? 4 : _rest.Length - 8))
        {
            throw Error($"found an element of {length} bytes where {(isSmall ? 4 : _rest.Length - 8)} are left; expected {expected}");
        }

        Type = (int)(first & 0xffff);
        Data = _rest.Slice(start, (int)length);
        int end = isSmall ? 8 : Type == Compressed ? 8 + (int)length : (int)((8L + length + 7) / 8 * 8);
        _rest = _rest[Math.Min(end, _rest.Length)..];
    }

    /// <summary>Moves to the next element, a list of 32-bit integers.</summary>
    public int[] MoveToIntegers(string expected)
    {
        Move(expected);
        if (Type is not (5 or 6) || Data.Length % 4 != 0)
        {
            throw Error($"found an element of type {Type} and {Data.Length} bytes; expected {expected}");
        }

        var integers = new int[Data.Length / 4];
        for (int i = 0; i < integers.Length; i++)
        {
            integers[i] = order.ReadInt32(Data.Span[(4 * i)..]);
        }

        return integers;
    }

    /// <summary>Gets how the data of the element moved to last store numbers.</summary>
    public readonly ElementType NumberType() => Type switch
    {
        1 => ElementType.Int8,
        2 => ElementType.UInt8,
        3 => ElementType.Int16,
        4 => ElementType.UInt16,
        5 => ElementType.Int32,
        6 => ElementType.UInt32,
        7 => ElementType.Float32,
        9 => ElementType.Float64,
        12 => ElementType.Int64,
        13 => ElementType.UInt64,
        _ => throw Error($"found an element of type {Type}; expected numbers"),
    };

    /// <summary>Gets the numbers that the data of the element moved to last are, little-endian.</summary>
    public readonly ReadOnlyMemory<byte> Numbers() => order.ToLittleEndian(Data, NumberType().ByteSize());

    /// <summary>Gets the element that the data of a compressed one hold.</summary>
    public readonly MatlabElements Decompress(CancellationToken cancellationToken)
    {
        try
        {
            using var zlib = new ZLibStream(new SplicedStream(Data, Stream.Null, default), CompressionMode.Decompress);
            return new MatlabElements(InputBytes.ReadAll(zlib, source, 2 * Data.Length, cancellationToken), order, source, place);
        }
        // A preset dictionary, which no such file has, is an IOException.
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Error("found compressed data that are corrupt; expected a zlib stream");
        }
    }

    private readonly ProblemFormatException Error(string problem) => new(source, 0, 0, $"{place}: {problem}");
}
