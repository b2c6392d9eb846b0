using System.Reflection;
using System.Runtime.Intrinsics;

namespace SdpKit.Cli;

/// <summary>Says which build runs and on which vector instructions.</summary>
internal static class ToolInformation
{
    /// <summary>Gets the version, with the commit where the build recorded one.</summary>
    public static string Version { get; } =
        typeof(ToolInformation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Gets the widest vector instructions of this machine: Vector512, Vector256, Vector128 or Scalar.</summary>
    public static string InstructionSet { get; } =
        Vector512.IsHardwareAccelerated ? nameof(Vector512)
        : Vector256.IsHardwareAccelerated ? nameof(Vector256)
        : Vector128.IsHardwareAccelerated ? nameof(Vector128)
        : "Scalar";
}
