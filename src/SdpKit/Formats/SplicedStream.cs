namespace SdpKit.Formats;

/// <summary>Reads some bytes, then a stream, then some more bytes. Does not own the stream.</summary>
internal sealed class SplicedStream(ReadOnlyMemory<byte> before, Stream middle, ReadOnlyMemory<byte> after) : ForwardStream
{
    private ReadOnlyMemory<byte> _before = before;
    private ReadOnlyMemory<byte> _after = after;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count = Take(ref _before, buffer);
        count = count > 0 ? count : middle.Read(buffer);
        return count > 0 ? count : Take(ref _after, buffer);
    }

    private static int Take(ref ReadOnlyMemory<byte> bytes, Span<byte> buffer)
    {
        int count = Math.Min(bytes.Length, buffer.Length);
        bytes.Span[..count].CopyTo(buffer);
        bytes = bytes[count..];
        return count;
    }
}
