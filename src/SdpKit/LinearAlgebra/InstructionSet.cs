using System.Runtime.Intrinsics;

namespace SdpKit.LinearAlgebra;

/// <summary>Names the widest vectors that this process may use; the kernels take the same rung.</summary>
internal static class InstructionSet
{
    public static string Name =>
        Vector512.IsHardwareAccelerated ? "Vector512"
        : Vector256.IsHardwareAccelerated ? "Vector256"
        : Vector128.IsHardwareAccelerated ? "Vector128"
        : "Scalar";
}
