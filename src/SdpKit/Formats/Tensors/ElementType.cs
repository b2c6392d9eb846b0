namespace SdpKit.Formats.Tensors;

/// <summary>How a file stores the numbers of an array, little-endian.</summary>
internal enum ElementType
{
    Float64,
    Float32,
    Float16,

    /// <summary>The upper half of a float32.</summary>
    BFloat16,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
}
