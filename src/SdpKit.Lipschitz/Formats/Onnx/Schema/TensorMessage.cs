using Google.Protobuf;

namespace SdpKit.Lipschitz.Formats.Onnx.Schema;

/// <summary>Represents a TensorProto.</summary>
internal sealed class TensorMessage : OnnxMessage
{
    public List<long> Dimensions { get; } = [];

    /// <summary>Gets the type of the numbers, as TensorProto.DataType counts them.</summary>
    public int DataType { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>Gets the numbers as they are stored: raw_data, or the same bytes as packed float_data or double_data.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Gets the numbers stored one by one: int32_data, int64_data or uint64_data.</summary>
    public List<long> Integers { get; } = [];

    /// <summary>Gets where the numbers are, in files beside the model.</summary>
    public List<EntryMessage> ExternalData { get; } = [];

    public bool IsExternal { get; private set; }

    protected override bool TryReadField(CodedInputStream input, int field, WireFormat.WireType type)
    {
        switch (field, type)
        {
            case (1, WireFormat.WireType.LengthDelimited or WireFormat.WireType.Varint): ReadIntegers(input, type, Dimensions); return true;
            case (2, WireFormat.WireType.Varint): DataType = input.ReadInt32(); return true;
            case (5 or 7 or 11, WireFormat.WireType.LengthDelimited or WireFormat.WireType.Varint): ReadIntegers(input, type, Integers); return true;
            case (4 or 9 or 10, WireFormat.WireType.LengthDelimited): Bytes = input.ReadBytes().Memory; return true;
            case (8, WireFormat.WireType.LengthDelimited): Name = input.ReadString(); return true;
            case (13, WireFormat.WireType.LengthDelimited): ExternalData.Add(Read<EntryMessage>(input)); return true;
            case (14, WireFormat.WireType.Varint): IsExternal = input.ReadInt32() == 1; return true;
            default: return false;
        }
    }
}
