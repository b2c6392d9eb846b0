using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents an AttributeProto.</summary>
internal sealed class AttributeMessage : OnnxMessage
{
    public string Name { get; private set; } = string.Empty;

    public float? Number { get; private set; }

    public long? Integer { get; private set; }

    public string? Text { get; private set; }

    public TensorMessage? Tensor { get; private set; }

    public List<long> Integers { get; } = [];

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        switch (field, type)
        {
            case (1, WireFormat.WireType.LengthDelimited): Name = input.ReadString(); return true;
            case (2, WireFormat.WireType.Fixed32): Number = input.ReadFloat(); return true;
            case (3, WireFormat.WireType.Varint): Integer = input.ReadInt64(); return true;
            case (4, WireFormat.WireType.LengthDelimited): Text = input.ReadBytes().ToStringUtf8(); return true;
            case (5, WireFormat.WireType.LengthDelimited): Tensor = Read<TensorMessage>(input); return true;
            case (8, WireFormat.WireType.LengthDelimited or WireFormat.WireType.Varint): ReadIntegers(input, type, Integers); return true;
            default: return false;
        }
    }
}
