namespace SdpKit.Lipschitz.Formats.Numpy;

/// <summary>Computes the checksum of zip archives, CRC-32 (ISO 3309), a byte at a time.</summary>
internal static class CyclicRedundancyCheck
{
    /// <summary>x^32 + x^26 + x^23 + ... + 1, the highest power left out and the bits in reverse order.</summary>
    private const uint Polynomial = 0xedb88320;

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum = Remainders[(byte)(sum ^ value)] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint Remainder(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
        }

        return value;
    }
}
