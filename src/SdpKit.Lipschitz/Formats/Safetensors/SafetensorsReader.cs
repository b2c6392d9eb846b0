using System.Buffers.Binary;
using System.Text.Json;
using SdpKit.Formats;
using SdpKit.Formats.Tensors;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Safetensors;

/// <summary>Reads networks from safetensors files: a JSON header with the place of each tensor, then the tensors.</summary>
internal static class SafetensorsReader
{
    private const int LengthBytes = 8;

    /// <summary>Tells whether the bytes begin as such a file does: the length of the header, which is JSON.</summary>
    public static bool IsSafetensors(ReadOnlySpan<byte> bytes) =>
        bytes.Length > LengthBytes && bytes[LengthBytes] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(bytes) is > 1 and < int.MaxValue;

    /// <exception cref="ProblemFormatException">The content is corrupt, or holds no network.</exception>
    public static NetworkFile Read(ReadOnlyMemory<byte> bytes, string source, NetworkReaderOptions options)
    {
        ulong headerLength = bytes.Length < LengthBytes ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (headerLength > (ulong)(bytes.Length - LengthBytes))
        {
            throw new ProblemFormatException(source, 0, 0, $"found {bytes.Length} bytes; expected a safetensors header and {headerLength} bytes of it");
        }

        (List<StoredTensor> tensors, FileFindings findings) = ReadHeader(bytes.Slice(LengthBytes, (int)headerLength).Span, bytes[(LengthBytes + (int)headerLength)..], source);
        LayerArrays[][] groups = LayerNames.Group(source, tensors, findings);
        return LayerAssembly.Build(groups, LayerNames.Convention(groups), options, findings);
    }

    private static (List<StoredTensor> Tensors, FileFindings Findings) ReadHeader(ReadOnlySpan<byte> header, ReadOnlyMemory<byte> data, string source)
    {
        var tensors = new List<StoredTensor>();
        var findings = new FileFindings();
        var cursor = new JsonCursor(header, $"{source}: header");
        cursor.Move();
        cursor.Enter(JsonTokenType.StartObject, "a JSON object");
        while (cursor.MoveToProperty() is { } name)
        {
            if (name == "__metadata__")
            {
                findings = ReadMetadata(ref cursor);
            }
            else
            {
                tensors.Add(ReadTensor(ref cursor, name, data, source));
            }
        }

        cursor.MoveToEnd();
        return (tensors, findings);
    }

    /// <summary>Reads the metadata, texts by name, of which all but those of this library are passed over.</summary>
    private static FileFindings ReadMetadata(ref JsonCursor cursor)
    {
        string? activations = null;
        string? classNames = null;
        cursor.Enter(JsonTokenType.StartObject, "an object of texts");
        while (cursor.MoveToProperty() is { } property)
        {
            if (property == ActivationNames.Key)
            {
                activations = cursor.ReadText("the names of the activations");
            }
            else if (property == ClassNameText.Key)
            {
                classNames = cursor.ReadText("the names of the classes");
            }
            else
            {
                cursor.Skip();
            }
        }

        return new FileFindings { Activations = activations, ClassNames = classNames };
    }

    private static StoredTensor ReadTensor(ref JsonCursor cursor, string name, ReadOnlyMemory<byte> data, string source)
    {
        JsonCursor start = cursor, type = default, shape = default, offsets = default;
        cursor.Enter(JsonTokenType.StartObject, "an object with dtype, shape and data_offsets");
        while (cursor.MoveToProperty() is { } property)
        {
            switch (property)
            {
                case "dtype": cursor.Keep(ref type, property); break;
                case "shape": cursor.Keep(ref shape, property); break;
                case "data_offsets": cursor.Keep(ref offsets, property); break;
                default: throw cursor.UnknownProperty(property, "dtype, shape or data_offsets");
            }
        }

        start.Require(type, "dtype");
        start.Require(shape, "shape");
        start.Require(offsets, "data_offsets");
        offsets.Enter(JsonTokenType.StartArray, "the two offsets of the data");
        int begin = offsets.NextInteger(0, data.Length, "the offset of the data");
        int end = offsets.NextInteger(begin, data.Length, "the offset behind the data");
        offsets.Leave("the end of the two offsets");
        shape.Enter(JsonTokenType.StartArray, "the length of each dimension");
        var lengths = new List<long>();
        while (shape.MoveToElement())
        {
            lengths.Add(shape.ReadInteger(0, int.MaxValue, "the length of a dimension"));
        }

        return new StoredTensor(source, name, $"tensor {Quotation.Of(name)}", [.. lengths], TypeOf(type), data[begin..end]);
    }

    private static ElementType TypeOf(JsonCursor type) => type.ReadText("a number type") switch
    {
        "F64" => ElementType.Float64,
        "F32" => ElementType.Float32,
        "F16" => ElementType.Float16,
        "BF16" => ElementType.BFloat16,
        "I8" => ElementType.Int8,
        "U8" or "BOOL" => ElementType.UInt8,
        "I16" => ElementType.Int16,
        "U16" => ElementType.UInt16,
        "I32" => ElementType.Int32,
        "U32" => ElementType.UInt32,
        "I64" => ElementType.Int64,
        "U64" => ElementType.UInt64,
        _ => throw type.Unexpected("a number type such as F64, F32, F16 or BF16"),
    };
}
