using System.Diagnostics;
using SdpKit.Formats;

namespace SdpKit.Cli.Input;

/// <summary>Reads the problem that a command is given.</summary>
internal static class ProblemInput
{
    /// <summary>Reads a problem file, or standard input for <c>-</c>.</summary>
    /// <exception cref="InputException">The file is a network or a certificate.</exception>
    public static (ProblemFile File, TimeSpan Elapsed) Read(ToolConfiguration configuration, string path, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using Stream stream = configuration.Open(path);
        ProblemFile file = MistakenFile.Read(path, "a semidefinite program", () => ProblemReader.Read(stream, ToolConfiguration.NameOf(path), cancellationToken), cancellationToken);
        return (file, clock.Elapsed);
    }
}
