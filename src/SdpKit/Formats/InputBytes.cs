namespace SdpKit.Formats;

/// <summary>Reads a whole stream into memory, which grows with the bytes that really come.</summary>
internal static class InputBytes
{
    private const int ShortestBuffer = 1 << 12;

    /// <summary>Reads all bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="source">The name that messages give to it.</param>
    /// <param name="likelyLength">About how many bytes come; no more than a small multiple of those that are known to be there.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ProblemFormatException">There are more than 1 GB.</exception>
    public static ArraySegment<byte> ReadAll(Stream stream, string source, long likelyLength, CancellationToken cancellationToken)
    {
        // One more byte, so that the end is seen without another buffer.
        var bytes = new byte[Math.Clamp(likelyLength + 1, ShortestBuffer, Array.MaxLength / 2)];
        int length = 0;
        while (stream.Read(bytes.AsSpan(length)) is > 0 and int count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            length += count;
            if (length == bytes.Length)
            {
                if (length >= Array.MaxLength / 2)
                {
                    throw new ProblemFormatException(source, 0, 0, "found more than 1 GB; expected a smaller file");
                }

                Array.Resize(ref bytes, 2 * length);
            }
        }

        return new ArraySegment<byte>(bytes, 0, length);
    }
}
