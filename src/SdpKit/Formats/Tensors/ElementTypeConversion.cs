using System.Runtime.InteropServices;

namespace SdpKit.Formats.Tensors;

/// <summary>Turns stored numbers into doubles; all but 64-bit integers above 2^53 exactly.</summary>
internal static class ElementTypeConversion
{
    /// <summary>Gets the number of bytes that one number takes.</summary>
    public static int ByteSize(this ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.UInt8 => 1,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 or ElementType.UInt16 => 2,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
        _ => 8,
    };

    /// <summary>Converts as many numbers as the destination takes.</summary>
    public static void Convert(this ElementType type, ReadOnlySpan<byte> bytes, Span<double> destination)
    {
        switch (type)
        {
            case ElementType.Float64: Convert<double>(bytes, destination, static value => value); break;
            case ElementType.Float32: Convert<float>(bytes, destination, static value => value); break;
            case ElementType.Float16: Convert<Half>(bytes, destination, static value => (double)value); break;
            case ElementType.BFloat16: Convert<ushort>(bytes, destination, static value => BitConverter.Int32BitsToSingle(value << 16)); break;
            case ElementType.Int8: Convert<sbyte>(bytes, destination, static value => value); break;
            case ElementType.UInt8: Convert<byte>(bytes, destination, static value => value); break;
            case ElementType.Int16: Convert<short>(bytes, destination, static value => value); break;
            case ElementType.UInt16: Convert<ushort>(bytes, destination, static value => value); break;
            case ElementType.Int32: Convert<int>(bytes, destination, static value => value); break;
            case ElementType.UInt32: Convert<uint>(bytes, destination, static value => value); break;
            case ElementType.Int64: Convert<long>(bytes, destination, static value => value); break;
            default: Convert<ulong>(bytes, destination, static value => value); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<double> destination, Func<T, double> convert)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = convert(values[i]);
        }
    }
}
