using System.Text;

namespace SdpKit.Formats;

/// <summary>Quotes what was found in a file so that a message stays short, printable and on one line.</summary>
internal static class Quotation
{
    private const int Longest = 40;

    public static string Of(string found) => Of(Encoding.UTF8.GetBytes(found));

    public static string Of(ReadOnlySpan<byte> found)
    {
        var text = new StringBuilder("'");
        foreach (byte b in found[..Math.Min(found.Length, Longest)])
        {
            text.Append(b is >= (byte)' ' and < 0x7f ? (char)b : '?');
        }

        return text.Append(found.Length > Longest ? "...'" : "'").ToString();
    }
}
