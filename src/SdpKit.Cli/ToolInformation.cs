using System.Reflection;

namespace SdpKit.Cli;

/// <summary>Says which build runs.</summary>
internal static class ToolInformation
{
    /// <summary>Gets the version, with the commit where the build recorded one.</summary>
    public static string Version { get; } =
        typeof(ToolInformation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
