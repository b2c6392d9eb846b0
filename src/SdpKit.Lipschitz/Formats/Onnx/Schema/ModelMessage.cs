using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents a ModelProto.</summary>
internal sealed class ModelMessage : OnnxMessage
{
    public GraphMessage? Graph { get; private set; }

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        if ((field, type) != (7, WireFormat.WireType.LengthDelimited))
        {
            return false;
        }

        Graph ??= new GraphMessage();
        input.ReadMessage(Graph);
        return true;
    }
}
