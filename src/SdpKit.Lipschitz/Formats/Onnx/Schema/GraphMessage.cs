using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents a GraphProto.</summary>
internal sealed class GraphMessage : OnnxMessage
{
    public List<NodeMessage> Nodes { get; } = [];

    public List<TensorMessage> Initializers { get; } = [];

    public List<ValueInfoMessage> Inputs { get; } = [];

    public List<ValueInfoMessage> Outputs { get; } = [];

    /// <summary>Gets a value indicating whether there are initializers in the sparse form.</summary>
    public bool HasSparseInitializers { get; private set; }

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        switch (field, type)
        {
            case (1, WireFormat.WireType.LengthDelimited): Nodes.Add(Read<NodeMessage>(input)); return true;
            case (5, WireFormat.WireType.LengthDelimited): Initializers.Add(Read<TensorMessage>(input)); return true;
            case (11, WireFormat.WireType.LengthDelimited): Inputs.Add(Read<ValueInfoMessage>(input)); return true;
            case (12, WireFormat.WireType.LengthDelimited): Outputs.Add(Read<ValueInfoMessage>(input)); return true;
            case (15, _): HasSparseInitializers = true; return false;
            default: return false;
        }
    }
}
