using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents a StringStringEntryProto.</summary>
internal sealed class EntryMessage : OnnxMessage
{
    public string Key { get; private set; } = string.Empty;

    public string Value { get; private set; } = string.Empty;

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        switch (field, type)
        {
            case (1, WireFormat.WireType.LengthDelimited): Key = input.ReadString(); return true;
            case (2, WireFormat.WireType.LengthDelimited): Value = input.ReadString(); return true;
            default: return false;
        }
    }
}
