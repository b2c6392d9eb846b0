using System.Runtime.CompilerServices;

namespace SdpKit;

/// <summary>Checks the values of properties that several kinds of options have.</summary>
internal static class CheckedOption
{
    private const int MaximumThreads = 1024;

    /// <summary>Returns a number of threads between 1 and 1024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is another one; names the property that is set.</exception>
    public static int Threads(int value, [CallerMemberName] string property = "") => value is >= 1 and <= MaximumThreads
        ? value
        : throw new ArgumentOutOfRangeException(property, value, $"The number of threads must lie between 1 and {MaximumThreads}.");

    /// <summary>Returns a time limit that is positive or infinite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero, or negative and not infinite; names the property that is set.</exception>
    public static TimeSpan TimeLimit(TimeSpan value, [CallerMemberName] string property = "") => value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
        ? value
        : throw new ArgumentOutOfRangeException(property, value, "The time limit must be positive, or infinite.");
}
