using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents a ValueInfoProto and, flattened into it, its TypeProto, TypeProto.Tensor and TensorShapeProto.</summary>
internal sealed class ValueInfoMessage : OnnxMessage
{
    private readonly TypeMessage _type = new();

    public string Name { get; private set; } = string.Empty;

    /// <summary>Gets the length of each dimension, null for one without a fixed length; null where no shape is given.</summary>
    public IReadOnlyList<long?>? Shape => _type.Tensor.Shape?.Dimensions;

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        switch (field, type)
        {
            case (1, WireFormat.WireType.LengthDelimited): Name = input.ReadString(); return true;
            case (2, WireFormat.WireType.LengthDelimited): input.ReadMessage(_type); return true;
            default: return false;
        }
    }

    private sealed class TypeMessage : OnnxMessage
    {
        public TensorTypeMessage Tensor { get; } = new();

        protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
        {
            if ((field, type) != (1, WireFormat.WireType.LengthDelimited))
            {
                return false;
            }

            input.ReadMessage(Tensor);
            return true;
        }
    }

    private sealed class TensorTypeMessage : OnnxMessage
    {
        public ShapeMessage? Shape { get; private set; }

        protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
        {
            if ((field, type) != (2, WireFormat.WireType.LengthDelimited))
            {
                return false;
            }

            Shape = Read<ShapeMessage>(input);
            return true;
        }
    }

    private sealed class ShapeMessage : OnnxMessage
    {
        public List<long?> Dimensions { get; } = [];

        protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
        {
            if ((field, type) != (1, WireFormat.WireType.LengthDelimited))
            {
                return false;
            }

            Dimensions.Add(Read<DimensionMessage>(input).Length);
            return true;
        }
    }

    private sealed class DimensionMessage : OnnxMessage
    {
        public long? Length { get; private set; }

        protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
        {
            if ((field, type) != (1, WireFormat.WireType.Varint))
            {
                return false;
            }

            Length = input.ReadInt64();
            return true;
        }
    }
}
