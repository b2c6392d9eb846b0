using System.Buffers.Binary;
using System.Text;

namespace SdpKit.Tests.Formats;

/// <summary>Damages binary files: flipped bytes, huge and small lengths, parts dropped, repeated or exchanged, names and header text changed. The same random numbers give the same damage.</summary>
internal static class BinaryMutator
{
    private static readonly long[] Lengths = [0, -1, 1, 127, 128, 255, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    public static byte[] Mutate(byte[] file, Random random)
    {
        byte[] bytes = [.. file];
        for (int count = 1 + random.Next(3); count > 0 && bytes.Length > 8; count--)
        {
            int place = random.Next(bytes.Length - 8);
            int length = random.Next(Math.Min(64, bytes.Length - place));
            switch (random.Next(7))
            {
                case 0: bytes[place] = (byte)random.Next(256); break;
                case 1: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 2: BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), (int)Lengths[random.Next(Lengths.Length)]); break;
                case 3: BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(place), Lengths[random.Next(Lengths.Length)]); break;
                case 4: bytes = [.. bytes[..place], .. bytes[(place + length)..]]; break;
                case 5: bytes = [.. bytes[..(place + length)], .. bytes[place..]]; break;
                default: bytes = Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(FileMutator.Mutate(Encoding.Latin1.GetString(bytes), random))); break;
            }
        }

        return random.Next(6) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }
}
