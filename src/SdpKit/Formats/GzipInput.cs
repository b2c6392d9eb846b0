using System.IO.Compression;

namespace SdpKit.Formats;

/// <summary>Decompresses gzip data and, unlike <see cref="GZipStream"/>, notices when they are cut off.</summary>
/// <remarks>
/// A gzip file may consist of several members, read as one. So one more member that holds a marker is put behind the data: only where the data are
/// whole does the output end with the marker.
/// </remarks>
internal sealed class GzipInput : ForwardStream
{
    private static readonly byte[] MarkerMember = Compress(Marker);

    private readonly GZipStream _gzip;
    private readonly string _name;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <param name="beginning">The first bytes of the data.</param>
    /// <param name="rest">The others; stays open.</param>
    /// <param name="name">The name that error messages give to the data.</param>
    public GzipInput(ReadOnlyMemory<byte> beginning, Stream rest, string name)
    {
        _gzip = new GZipStream(new SplicedStream(beginning, rest, MarkerMember), CompressionMode.Decompress);
        _name = name;
    }

    private static ReadOnlySpan<byte> Marker => "\u0004sdpkit: the gzip data are whole\u0004"u8;

    /// <exception cref="ProblemFormatException">The data are corrupt or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_end - _start <= Marker.Length)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            int count = Decompress();
            if (count == 0)
            {
                return _buffer.AsSpan(0, _end).SequenceEqual(Marker) ? 0 : throw Corrupt();
            }

            _end += count;
        }

        int taken = Math.Min(buffer.Length, _end - _start - Marker.Length);
        _buffer.AsSpan(_start, taken).CopyTo(buffer);
        _start += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.NoCompression))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    private int Decompress()
    {
        try
        {
            return _gzip.Read(_buffer.AsSpan(_end));
        }
        catch (InvalidDataException)
        {
            throw Corrupt();
        }
    }

    private ProblemFormatException Corrupt() => new(_name, 0, 0, "found gzip data that are corrupt or cut off; expected whole ones");
}
