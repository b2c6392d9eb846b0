using System.Runtime.Intrinsics;

namespace SdpKit;

/// <summary>Names the vector instructions that this process computes with. Thread-safe.</summary>
public static class InstructionSet
{
    /// <summary>Gets the widest vectors that the processor and the build of the program allow: Vector512, Vector256, Vector128 or Scalar.</summary>
    public static string Name =>
        Vector512.IsHardwareAccelerated ? nameof(Vector512)
        : Vector256.IsHardwareAccelerated ? nameof(Vector256)
        : Vector128.IsHardwareAccelerated ? nameof(Vector128)
        : "Scalar";
}
