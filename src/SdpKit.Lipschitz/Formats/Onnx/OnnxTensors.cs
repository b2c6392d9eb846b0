using System.Globalization;
using System.Runtime.InteropServices;
using SdpKit.Formats;
using SdpKit.Formats.Tensors;
using SdpKit.Lipschitz.Formats.Onnx.Schema;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Finds the numbers of a TensorProto: in its bytes, in its lists or in another file.</summary>
internal static class OnnxTensors
{
    /// <exception cref="ProblemFormatException">The type is not one of numbers, or the numbers do not fit the shape.</exception>
    public static StoredTensor Read(TensorMessage message, string place, string source, ExternalFiles files)
    {
        ProblemFormatException Error(string problem) => new(source, 0, 0, $"{place}: {problem}");

        ElementType type = TypeOf(message.DataType) ?? throw Error($"found numbers of the type {message.DataType}; expected real ones, such as type 1, float");
        ReadOnlyMemory<byte> bytes = message.Bytes;
        if (message.IsExternal)
        {
            try
            {
                bytes = files.Read(Entry(message, "location") ?? string.Empty, Number(message, "offset", Error) ?? 0, Number(message, "length", Error));
            }
            catch (ArgumentException exception)
            {
                throw Error(exception.Message);
            }
        }
        else if (message.Integers.Count > 0)
        {
            // Half-precision numbers are listed by their bits, integers by their values.
            bool areBits = type is ElementType.Float16 or ElementType.BFloat16;
            bytes = areBits ? Bytes<ushort>(message.Integers, bits => (ushort)bits) : Bytes<long>(message.Integers, value => value);
            type = areBits ? type : ElementType.Int64;
        }

        return new StoredTensor(source, message.Name, place, CollectionsMarshal.AsSpan(message.Dimensions), type, bytes);
    }

    /// <summary>Tells whether a type is one of whole numbers, whose quotients are cut off.</summary>
    public static bool IsInteger(int dataType) => dataType is >= 2 and <= 9 or 12 or 13;

    private static ElementType? TypeOf(int dataType) => dataType switch
    {
        1 => ElementType.Float32,
        2 or 9 => ElementType.UInt8,
        3 => ElementType.Int8,
        4 => ElementType.UInt16,
        5 => ElementType.Int16,
        6 => ElementType.Int32,
        7 => ElementType.Int64,
        10 => ElementType.Float16,
        11 => ElementType.Float64,
        12 => ElementType.UInt32,
        13 => ElementType.UInt64,
        16 => ElementType.BFloat16,
        _ => null,
    };

    private static byte[] Bytes<T>(List<long> integers, Func<long, T> convert)
        where T : unmanaged
    {
        T[] values = [.. integers.Select(convert)];
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    private static string? Entry(TensorMessage message, string key) => message.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

    private static long? Number(TensorMessage message, string key, Func<string, ProblemFormatException> error) => Entry(message, key) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) => number,
        var text => throw error($"found {Quotation.Of(text)} as {key} of the numbers; expected a whole number of bytes"),
    };
}
