using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SdpKit.Formats.Matlab;

/// <summary>Represents the order of the bytes of numbers in a MAT file, which is that of the machine that wrote it.</summary>
internal readonly record struct ByteOrder(bool IsBigEndian)
{
    public int ReadInt32(ReadOnlySpan<byte> bytes) => IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);

    /// <summary>Gets numbers in the order of <see cref="Tensors.StoredTensor"/>; copied only where they have another.</summary>
    /// <param name="numbers">The bytes of the numbers; fewer behind the last whole one are left as they are.</param>
    /// <param name="size">The bytes of one number: 1, 2, 4 or 8.</param>
    public ReadOnlyMemory<byte> ToLittleEndian(ReadOnlyMemory<byte> numbers, int size)
    {
        if (!IsBigEndian || size == 1)
        {
            return numbers;
        }

        byte[] copy = numbers.ToArray();
        switch (size)
        {
            case 2:
                Reverse<short>(copy, BinaryPrimitives.ReverseEndianness);
                break;
            case 4:
                Reverse<int>(copy, BinaryPrimitives.ReverseEndianness);
                break;
            default:
                Reverse<long>(copy, BinaryPrimitives.ReverseEndianness);
                break;
        }

        return copy;
    }

    private static void Reverse<T>(byte[] bytes, Func<T, T> reverse)
        where T : unmanaged
    {
        foreach (ref T value in MemoryMarshal.Cast<byte, T>(bytes.AsSpan()))
        {
            value = reverse(value);
        }
    }
}
