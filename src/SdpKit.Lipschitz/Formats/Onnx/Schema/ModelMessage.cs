using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents a ModelProto.</summary>
internal sealed class ModelMessage : OnnxMessage
{
    public GraphMessage? Graph { get; private set; }

    /// <summary>Gets what the model says of itself, such as the names of its classes.</summary>
    public List<EntryMessage> Metadata { get; } = [];

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        switch (field, type)
        {
            case (7, WireFormat.WireType.LengthDelimited): Graph ??= new GraphMessage(); input.ReadMessage(Graph); return true;
            case (14, WireFormat.WireType.LengthDelimited): Metadata.Add(Read<EntryMessage>(input)); return true;
            default: return false;
        }
    }
}
