using System.Buffers.Binary;
using System.IO.Compression;

namespace SdpKit.Tests.Formats;

/// <summary>Rewrites level-5 MAT files as a big-endian machine would have written them.</summary>
internal static class BigEndianMatFile
{
    private const int Matrix = 14;
    private const int Compressed = 15;

    public static byte[] Of(byte[] littleEndian) => [.. littleEndian[..124], 1, 0, (byte)'M', (byte)'I', .. Elements(littleEndian[128..])];

    private static byte[] Elements(byte[] bytes)
    {
        var result = new List<byte>();
        for (int place = 0; place < bytes.Length;)
        {
            uint first = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(place));
            var tag = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(tag, first);
            result.AddRange(tag);
            if (first >> 16 != 0)
            {
                int length = (int)(first >> 16);
                result.AddRange([.. Swapped((int)(first & 0xffff), bytes[(place + 4)..(place + 4 + length)]), .. new byte[4 - length]]);
                place += 8;
                continue;
            }

            int type = (int)first;
            int size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(place + 4));
            byte[] data = bytes[(place + 8)..(place + 8 + size)];
            data = type switch
            {
                Matrix => Elements(data),
                Compressed => MatFile.Compressed(Elements(Inflate(data)))[8..],
                _ => Swapped(type, data),
            };
            BinaryPrimitives.WriteInt32BigEndian(tag, data.Length);
            result.AddRange([.. tag, .. data]);
            place += 8 + size;
            int padding = type == Compressed ? 0 : (8 - (size % 8)) % 8;
            result.AddRange(new byte[padding]);
            place += padding;
        }

        return [.. result];
    }

    private static byte[] Swapped(int type, byte[] data)
    {
        int size = type switch { 3 or 4 => 2, 5 or 6 or 7 => 4, 9 or 12 or 13 => 8, _ => 1 };
        return [.. data.Chunk(size).SelectMany(number => number.Reverse())];
    }

    private static byte[] Inflate(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        zlib.CopyTo(whole);
        return whole.ToArray();
    }
}
