using SdpKit.Formats.Matlab;

namespace SdpKit.Formats;

/// <summary>Looks at the first bytes of a stream, which need not be seekable, to see what it holds.</summary>
internal static class InputStart
{
    /// <summary>How far a file is searched for its first character.</summary>
    private const int LookAhead = 4096;

    /// <summary>Gets the content, decompressed where it starts with the two bytes that mark gzip (RFC 1952). The caller disposes the result, which leaves <paramref name="stream"/> open.</summary>
    public static Stream Decompress(Stream stream, string name)
    {
        ReadOnlyMemory<byte> start = ReadStart(stream, 2);
        return start.Span is [0x1f, 0x8b] ? new GzipInput(start, stream, name) : new SplicedStream(start, stream, default);
    }

    /// <summary>Says whether decompressed content is a JSON object: no .dat-s file starts with a brace and a quotation mark.</summary>
    /// <param name="content">The content; replaced by a stream that still gives all of it.</param>
    public static bool IsJson(ref Stream content) =>
        Peek(ref content) is [(byte)'{', .. var rest] && rest.TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..];

    /// <summary>Says whether decompressed content is a MAT file, of whatever version.</summary>
    /// <param name="content">The content; replaced by a stream that still gives all of it.</param>
    public static bool IsMatlab(ref Stream content)
    {
        ReadOnlyMemory<byte> start = ReadStart(content, MatlabFile.HeaderLength);
        content = new SplicedStream(start, content, default);
        return MatlabFile.IsMatlab(start.Span);
    }

    /// <summary>Says whether decompressed content is in the Conic Benchmark Format, which starts with its version or a comment.</summary>
    /// <param name="content">The content; replaced by a stream that still gives all of it.</param>
    public static bool IsCbf(ref Stream content) => Peek(ref content) is [(byte)'#', ..] or [(byte)'V', (byte)'E', (byte)'R', ..];

    /// <summary>Says whether decompressed content starts with a letter, as SDPA's result files do and CSDP's solutions never.</summary>
    /// <param name="content">The content; replaced by a stream that still gives all of it.</param>
    public static bool IsText(ref Stream content) => Peek(ref content) is [var first, ..] && (char.IsAsciiLetter((char)first) || first == '*');

    /// <summary>Drops the mark that some editors put at the beginning of UTF-8 files.</summary>
    public static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>Looks at the beginning of decompressed content from its first character on.</summary>
    private static ReadOnlySpan<byte> Peek(ref Stream content)
    {
        ReadOnlyMemory<byte> start = ReadStart(content, LookAhead);
        content = new SplicedStream(start, content, default);
        return SkipByteOrderMark(start.Span).TrimStart(" \t\r\n"u8);
    }

    private static ReadOnlyMemory<byte> ReadStart(Stream stream, int length)
    {
        var start = new byte[length];
        return start.AsMemory(0, stream.ReadAtLeast(start, length, throwOnEndOfStream: false));
    }
}
