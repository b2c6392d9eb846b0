using System.Globalization;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Reads how busy the machine is.</summary>
internal static class LoadAverage
{
    private const string SystemFile = "/proc/loadavg";

    /// <summary>Gets the one-minute load average, or null where the system does not tell it.</summary>
    public static double? Read() => File.Exists(SystemFile)
        ? double.Parse(File.ReadAllText(SystemFile).Split(' ')[0], CultureInfo.InvariantCulture)
        : null;
}
