using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SdpKit.Lipschitz.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Safetensors;

/// <summary>Writes weights and biases to a safetensors file, named as in a PyTorch Sequential of Linear layers with activations between, which the metadata name.</summary>
internal static class SafetensorsWriter
{
    /// <summary>The data begin at a multiple of this.</summary>
    private const int Alignment = 8;

    public static void Write(Network network, Stream stream, CancellationToken cancellationToken)
    {
        (string Name, int[] Shape, ImmutableArray<double> Values)[] tensors = [.. network.Layers.SelectMany(Tensors)];
        ReadOnlySpan<byte> header = Header(tensors, network);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((_, _, ImmutableArray<double> values) in tensors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    private static IEnumerable<(string Name, int[] Shape, ImmutableArray<double> Values)> Tensors(DenseLayer layer, int index)
    {
        string module = (2 * index).ToString(CultureInfo.InvariantCulture);
        yield return ($"{module}.weight", [layer.OutputSize, layer.InputSize], layer.Weights);
        if (!layer.Bias.IsEmpty)
        {
            yield return ($"{module}.bias", [layer.OutputSize], layer.Bias);
        }
    }

    private static ReadOnlySpan<byte> Header((string Name, int[] Shape, ImmutableArray<double> Values)[] tensors, Network network)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__"u8);
        json.WriteString(ActivationNames.Key, ActivationNames.Of(network));
        if (ClassNameText.Of(network) is { } names)
        {
            json.WriteString(ClassNameText.Key, names);
        }

        json.WriteEndObject();
        long offset = 0;
        foreach ((string name, int[] shape, ImmutableArray<double> values) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype"u8, "F64"u8);
            WriteNumbers(json, "shape"u8, shape.Select(length => (long)length));
            WriteNumbers(json, "data_offsets"u8, [offset, offset += (long)values.Length * sizeof(double)]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        text.Write("       "u8[..((Alignment - (text.WrittenCount % Alignment)) % Alignment)]);
        return text.WrittenSpan;
    }

    private static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
