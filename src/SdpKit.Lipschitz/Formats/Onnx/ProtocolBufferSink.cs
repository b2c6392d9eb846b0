using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Collects the fields of a protocol buffer message.</summary>
internal sealed class ProtocolBufferSink
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public ProtocolBufferSink Integer(int field, int value)
    {
        AppendTag(field, WireFormat.WireType.Varint);
        AppendVarint((uint)value);
        return this;
    }

    public ProtocolBufferSink Number(int field, float value)
    {
        AppendTag(field, WireFormat.WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
        return this;
    }

    public ProtocolBufferSink Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtocolBufferSink Message(int field, ProtocolBufferSink message) => Bytes(field, message.Written);

    public ProtocolBufferSink Bytes(int field, ReadOnlySpan<byte> value)
    {
        AppendTag(field, WireFormat.WireType.LengthDelimited);
        AppendVarint((uint)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void AppendTag(int field, WireFormat.WireType type) => AppendVarint(WireFormat.MakeTag(field, type));

    /// <summary>Appends seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    private void AppendVarint(uint value)
    {
        for (; value > 0x7f; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
    }
}
