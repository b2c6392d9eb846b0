using System.Buffers.Text;

namespace SdpKit.Formats;

/// <summary>Writes text and numbers to a stream through a buffer, invariantly and without allocating. <see cref="Flush"/> ends the writing.</summary>
internal sealed class Utf8Sink(Stream stream, CancellationToken cancellationToken)
{
    /// <summary>No integer and no shortest or 17-digit double is longer.</summary>
    private const int LongestNumber = 32;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(1 << 16);
    private int _length;

    public Utf8Sink Append(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            MakeRoom(1);
            int count = Math.Min(text.Length, _buffer.Length - _length);
            text[..count].CopyTo(_buffer.AsSpan(_length));
            _length += count;
            text = text[count..];
        }

        return this;
    }

    public Utf8Sink Append(int value)
    {
        MakeRoom(LongestNumber);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written);
        _length += written;
        return this;
    }

    /// <summary>Appends the shortest number that reads back as the same double.</summary>
    public Utf8Sink Append(double value)
    {
        MakeRoom(LongestNumber);
        _length += ExactDecimal.Write(value, _buffer.AsSpan(_length));
        return this;
    }

    /// <summary>Appends numbers as a JSON array.</summary>
    public Utf8Sink AppendArray(ReadOnlySpan<double> values)
    {
        Append("["u8);
        for (int k = 0; k < values.Length; k++)
        {
            Append(k == 0 ? ""u8 : ", "u8).Append(values[k]);
        }

        return Append("]"u8);
    }

    public void Flush()
    {
        cancellationToken.ThrowIfCancellationRequested();
        stream.Write(_buffer.AsSpan(0, _length));
        _length = 0;
    }

    private void MakeRoom(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Flush();
        }
    }
}
