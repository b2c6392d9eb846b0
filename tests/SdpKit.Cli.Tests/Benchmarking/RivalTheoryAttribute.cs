using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

/// <summary>Marks a test that runs all rivals, and skips it, with the reason, where one is not installed.</summary>
public sealed class RivalTheoryAttribute : TheoryAttribute
{
    public RivalTheoryAttribute()
    {
        string[] absent = [.. Rivals.Names.Where(name => ExecutablePath.Find(name, SearchPath) is null)];
        if (absent.Length > 0)
        {
            Skip = $"Not installed: {string.Join(", ", absent)}.";
        }
    }

    public static string SearchPath => Environment.GetEnvironmentVariable("PATH") ?? "";
}
