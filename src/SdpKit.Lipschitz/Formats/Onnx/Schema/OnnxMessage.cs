using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>
/// Represents a message of onnx.proto of which only the fields that dense networks need are known; the others are skipped. Written by hand, so that neither a generator nor reflection is needed.
/// </summary>
internal abstract class OnnxMessage : IMessage
{
    MessageDescriptor IMessage.Descriptor => throw new NotSupportedException("These messages have no descriptor.");

    /// <summary>Reads fields up to the end of the message.</summary>
    public void MergeFrom(CodedInputStream input)
    {
        while (input.ReadTag() is not 0 and uint tag)
        {
            if (!TryReadField(input, WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag)))
            {
                input.SkipLastField();
            }
        }
    }

    public void WriteTo(CodedOutputStream output) => throw new NotSupportedException("These messages are only read.");

    public int CalculateSize() => throw new NotSupportedException("These messages are only read.");

    /// <summary>Reads the value of a field; false, with nothing read, where it is not known.</summary>
    protected abstract bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type);

    protected static T Read<T>(CodedInputStream input)
        where T : OnnxMessage, new()
    {
        var message = new T();
        input.ReadMessage(message);
        return message;
    }

    /// <summary>Reads repeated integers, packed or one.</summary>
    protected static void ReadIntegers(CodedInputStream input, WireFormat.WireType type, List<long> destination)
    {
        if (type == WireFormat.WireType.Varint)
        {
            destination.Add(input.ReadInt64());
            return;
        }

        var packed = input.ReadBytes().CreateCodedInput();
        while (!packed.IsAtEnd)
        {
            destination.Add(packed.ReadInt64());
        }
    }
}
