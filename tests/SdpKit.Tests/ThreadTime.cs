using System.Diagnostics;
using System.Globalization;

namespace SdpKit.Tests;

/// <summary>Measures the time that a thread computes, which does not pass while other work holds the processors; where the system does not tell it, the time on the wall.</summary>
internal sealed class ThreadTime
{
    private readonly string? _file;

    private ThreadTime(string? file) => _file = file;

    /// <summary>Gets the clock of the calling thread; any thread may read it.</summary>
    public static ThreadTime OfThisThread()
    {
        string? place = OperatingSystem.IsLinux() ? new FileInfo("/proc/thread-self").LinkTarget : null;
        string file = $"/proc/{place}/schedstat";
        return new ThreadTime(place is not null && File.Exists(file) ? file : null);
    }

    /// <summary>Reads the clock.</summary>
    /// <remarks>The first number of schedstat is the nanoseconds on a processor.</remarks>
    public TimeSpan Read() => _file is null
        ? Stopwatch.GetElapsedTime(0)
        : TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(_file).Split(' ')[0], CultureInfo.InvariantCulture) / 1000);
}
