using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using SdpKit.Formats;

namespace SdpKit.Cli;

/// <summary>Runs one command line and turns every way it can end into an exit code.</summary>
internal static class Tool
{
    /// <summary>Runs a command line on the console; the first Ctrl+C or SIGTERM cancels it, the next ends the process.</summary>
    public static async Task<int> RunWithSignalsAsync(string[] arguments)
    {
        using var cancellation = new CancellationTokenSource();
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return await RunAsync(arguments, new ToolConfiguration { IsErrorTerminal = !Console.IsErrorRedirected }, cancellation.Token);
    }

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(string[] arguments, ToolConfiguration configuration, CancellationToken cancellationToken = default)
    {
        try
        {
            ParseResult parse = CommandTree.Parse(arguments);
            if (parse.Action is ParseErrorAction)
            {
                return Fail(configuration, parse.UnmatchedTokens is [var unknown, ..]
                    ? $"found '{unknown}', which is no command, option or argument here; --help lists what is"
                    : parse.Errors[0].Message);
            }

            return await parse.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception exception) when (exception is InputException or ProblemFormatException or InsufficientMemoryException or IOException or UnauthorizedAccessException)
        {
            return Fail(configuration, exception.Message);
        }
        catch (OutOfMemoryException)
        {
            return Fail(configuration, "the problem needs more memory than there is");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await configuration.Error.WriteLineAsync("sdpkit: cancelled");
            return ExitCode.Cancelled;
        }
#pragma warning disable CA1031 // The last resort of the process: whatever else comes is a defect, reported in one line instead of a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string place = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
            await configuration.Error.WriteLineAsync(OneLine.Of(
                $"sdpkit: internal error: {exception.GetType().Name}: {exception.Message} {place} (version {ToolInformation.Version}; please report this line and the command)"));
            return ExitCode.InternalError;
        }
    }

    private static int Fail(ToolConfiguration configuration, string message)
    {
        configuration.Error.WriteLine($"sdpkit: {OneLine.Of(message)}");
        return ExitCode.BadInput;
    }
}
