using System.Buffers;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats;

/// <summary>Reads a whole stream into memory, which grows with the bytes that really come.</summary>
internal static class InputBytes
{
    private const int Step = 1 << 16;

    /// <exception cref="ProblemFormatException">There are more bytes than an array takes.</exception>
    public static ReadOnlyMemory<byte> ReadAll(Stream stream, string source, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (stream.Read(bytes.GetSpan(Math.Min(Step, Step / 4 + bytes.WrittenCount))) is > 0 and int count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes.Advance(count);
            if (bytes.WrittenCount > Array.MaxLength / 2)
            {
                throw new ProblemFormatException(source, 0, 0, "found more than 1 GB; expected the weights of a network that is smaller");
            }
        }

        return bytes.WrittenMemory;
    }
}
