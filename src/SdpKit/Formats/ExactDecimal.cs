using System.Buffers.Text;
using System.Globalization;

namespace SdpKit.Formats;

/// <summary>Writes doubles as decimals that read back as the same doubles.</summary>
internal static class ExactDecimal
{
    /// <summary>Writes the shortest decimal.</summary>
    /// <param name="value">The number.</param>
    /// <param name="text">Takes at most 32 characters.</param>
    /// <returns>The number of characters.</returns>
    public static int Write(double value, Span<byte> text)
    {
        value.TryFormat(text, out int written, "R", CultureInfo.InvariantCulture);

        // .NET 10 writes 2^-25 and 2^-958 with a digit too few: the double below a power of two is nearer than the one above, so shorter decimals may be nearer to that one.
        if (double.IsPow2(Math.Abs(value)) && !(Utf8Parser.TryParse(text[..written], out double read, out _) && read == value))
        {
            value.TryFormat(text, out written, "E16", CultureInfo.InvariantCulture);
        }

        return written;
    }
}
