using System.CommandLine;
using SdpKit.Cli.Output;

namespace SdpKit.Cli;

/// <summary>Represents what a command talks to: standard input beside the output and error writers of the base class.</summary>
internal sealed class ToolConfiguration : InvocationConfiguration
{
    public ToolConfiguration()
    {
        EnableDefaultExceptionHandler = false;

        // The tool listens to the signals itself: a cancelled command takes the time it needs to write its best result, a second Ctrl+C kills it.
        ProcessTerminationTimeout = null;
    }

    /// <summary>Gets what <c>-</c> reads.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Gets a value indicating whether the error writer is a terminal, so that progress may be drawn over.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Gets the configuration that a command was invoked with.</summary>
    public static ToolConfiguration Of(ParseResult parse) => (ToolConfiguration)parse.InvocationConfiguration;

    /// <summary>Gets the name that messages give to a file.</summary>
    public static string NameOf(string path) => path == "-" ? "standard input" : path;

    /// <summary>Opens a file to read, or standard input for <c>-</c>.</summary>
    /// <exception cref="InputException">The file cannot be opened.</exception>
    public Stream Open(string path)
    {
        if (path == "-")
        {
            return OpenInput();
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"{path}: found a folder, expected a file");
        }

        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: the file does not exist; expected a file to read, or - for standard input", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path}: the file cannot be read ({OneLine.Of(exception.Message)})", exception);
        }
    }

    /// <summary>Prints a command's answer, as lines for people or as one JSON object.</summary>
    public void Print(IReport report, bool asJson)
    {
        if (asJson)
        {
            report.WriteJson(Output);
        }
        else
        {
            report.WriteText(Output);
        }
    }
}
