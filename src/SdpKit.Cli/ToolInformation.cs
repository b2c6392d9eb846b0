namespace SdpKit.Cli;

/// <summary>Says which build runs.</summary>
internal static partial class ToolInformation
{
    /// <summary>Gets the version, with the commit where the build recorded one.</summary>
    /// <remarks>Written by the build: a start has no time to look for the attribute that holds the same.</remarks>
    public static string Version => BuildVersion;
}
