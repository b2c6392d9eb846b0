using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents a NodeProto.</summary>
internal sealed class NodeMessage : OnnxMessage
{
    /// <summary>Gets the names of its inputs; empty for one that is left out.</summary>
    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public string Name { get; private set; } = string.Empty;

    public string Operator { get; private set; } = string.Empty;

    public string Domain { get; private set; } = string.Empty;

    public List<AttributeMessage> Attributes { get; } = [];

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        switch (field, type)
        {
            case (1, WireFormat.WireType.LengthDelimited): Inputs.Add(input.ReadString()); return true;
            case (2, WireFormat.WireType.LengthDelimited): Outputs.Add(input.ReadString()); return true;
            case (3, WireFormat.WireType.LengthDelimited): Name = input.ReadString(); return true;
            case (4, WireFormat.WireType.LengthDelimited): Operator = input.ReadString(); return true;
            case (5, WireFormat.WireType.LengthDelimited): Attributes.Add(Read<AttributeMessage>(input)); return true;
            case (7, WireFormat.WireType.LengthDelimited): Domain = input.ReadString(); return true;
            default: return false;
        }
    }
}
