using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace SdpKit.Cli.Output;

/// <summary>Escapes what JSON demands and nothing else: the text goes to a terminal or a file, never into a web page, so a plus sign may stay one.</summary>
/// <remarks>The encoders of the library would do, but to set them up takes a process that solves a tiny problem four hundredths of its time.</remarks>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (int k = 0; k < textLength; k++)
        {
            // The halves of a pair are left to the caller, which joins them or replaces one that is alone.
            if (WillEncode(text[k]) || char.IsSurrogate(text[k]))
            {
                return k;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var destination = new Span<char>(buffer, bufferLength);
        return unicodeScalar switch
        {
            '"' or '\\' => destination.TryWrite(CultureInfo.InvariantCulture, $"\\{(char)unicodeScalar}", out numberOfCharactersWritten),
            < ' ' => destination.TryWrite(CultureInfo.InvariantCulture, $"\\u{unicodeScalar:x4}", out numberOfCharactersWritten),
            _ => new Rune(unicodeScalar).TryEncodeToUtf16(destination, out numberOfCharactersWritten),
        };
    }
}
