namespace SdpKit.Formats;

/// <summary>Looks at the first bytes of a stream, which need not be seekable, to see what it holds.</summary>
internal static class InputStart
{
    /// <summary>How far a problem file is searched for its first character.</summary>
    private const int LookAhead = 4096;

    /// <summary>Gets the content, decompressed where it starts with the two bytes that mark gzip (RFC 1952). The caller disposes the result, which leaves <paramref name="stream"/> open.</summary>
    public static Stream Decompress(Stream stream)
    {
        ReadOnlyMemory<byte> start = ReadStart(stream, 2);
        return start.Span is [0x1f, 0x8b] ? new GzipInput(start, stream) : new SplicedStream(start, stream, default);
    }

    /// <summary>Says whether decompressed content is a JSON object: no .dat-s file starts with a brace and a quotation mark.</summary>
    /// <param name="content">The content; replaced by a stream that still gives all of it.</param>
    public static bool IsJson(ref Stream content)
    {
        ReadOnlyMemory<byte> start = ReadStart(content, LookAhead);
        content = new SplicedStream(start, content, default);
        ReadOnlySpan<byte> text = SkipByteOrderMark(start.Span).TrimStart(" \t\r\n"u8);
        return text is [(byte)'{', ..] && text[1..].TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..];
    }

    /// <summary>Drops the mark that some editors put at the beginning of UTF-8 files.</summary>
    public static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static ReadOnlyMemory<byte> ReadStart(Stream stream, int length)
    {
        var start = new byte[length];
        return start.AsMemory(0, stream.ReadAtLeast(start, length, throwOnEndOfStream: false));
    }
}
