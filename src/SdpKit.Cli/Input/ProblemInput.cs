using System.Diagnostics;
using SdpKit.Formats;

namespace SdpKit.Cli.Input;

/// <summary>Reads the problem that a command is given.</summary>
internal static class ProblemInput
{
    /// <summary>Reads a problem file, or standard input for <c>-</c>; warnings go to the error writer.</summary>
    public static (ProblemFile File, TimeSpan Elapsed) Read(ToolConfiguration configuration, string path, bool quiet, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using Stream stream = configuration.Open(path);
        ProblemFile file = ProblemReader.Read(stream, ToolConfiguration.NameOf(path), cancellationToken);
        TimeSpan elapsed = clock.Elapsed;
        foreach (string warning in quiet ? [] : file.Warnings)
        {
            configuration.Error.WriteLine($"{ToolConfiguration.NameOf(path)}: warning: {warning}");
        }

        return (file, elapsed);
    }
}
