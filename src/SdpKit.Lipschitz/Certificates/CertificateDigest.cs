using System.Security.Cryptography;
using System.Text;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Closes a certificate file with the SHA-256 of all that comes before, so that any edit is noticed.</summary>
/// <remarks>The file ends with <c>,"digest":"64 hexadecimals"}</c> and a line feed; the digest is that of all bytes before that comma.</remarks>
internal static class CertificateDigest
{
    private const int HexLength = 64;

    private static readonly byte[] Opening = Encoding.ASCII.GetBytes($",\"{CertificateFields.Digest}\":\"");

    private static readonly byte[] Closing = "\"}\n"u8.ToArray();

    /// <summary>Gets the end of the file whose beginning, a JSON object without its closing brace, is given.</summary>
    public static byte[] Ending(ReadOnlySpan<byte> beginning) => [.. Opening, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(beginning))), .. Closing];

    /// <exception cref="CertificateFormatException">The file does not end with its digest, or has another one.</exception>
    public static void ThrowUnlessRight(ReadOnlySpan<byte> file)
    {
        int length = file.Length - Opening.Length - HexLength - Closing.Length;
        if (length < 0 || !file[length..].StartsWith(Opening) || !file.EndsWith(Closing))
        {
            throw new CertificateFormatException($"The file does not end with the member \"{CertificateFields.Digest}\", as a certificate does.");
        }

        if (!file[length..].SequenceEqual(Ending(file[..length])))
        {
            throw new CertificateFormatException("The certificate was changed after it was written: its digest is not that of its content.");
        }
    }
}
