using System.ComponentModel;
using System.Diagnostics;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents a process that was run to its end, or to its limit, with its time and memory.</summary>
/// <param name="ExitCode">The exit code; null where the limit ended the process.</param>
/// <param name="WallTime">The time from just before the start to the end.</param>
/// <param name="PeakMemoryBytes">The largest resident memory seen; null where the process was too short to be looked at.</param>
/// <param name="Output">What the process wrote to standard output.</param>
/// <param name="ErrorOutput">What the process wrote to standard error.</param>
internal sealed record MeasuredProcess(int? ExitCode, TimeSpan WallTime, long? PeakMemoryBytes, string Output, string ErrorOutput)
{
    // Looking at a process costs about 50 us: often enough to see the peak of a short run, seldom enough not to disturb a long one.
    private const int FirstPollMilliseconds = 2;
    private const int LastPollMilliseconds = 100;
    private const int FirstSignalExitCode = 128;

    /// <summary>Gets a value indicating whether the limit ended the process.</summary>
    public bool TimedOut => ExitCode is null;

    /// <summary>Runs a process; its standard streams are captured, and it is killed with its children at the limit and on cancellation.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="limit">The time limit, or null for none.</param>
    /// <param name="elapsed">Receives the time so far now and then; null for none.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process has ended.</exception>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static MeasuredProcess Run(ProcessStartInfo command, TimeSpan? limit, Action<TimeSpan>? elapsed, CancellationToken cancellationToken)
    {
        command.UseShellExecute = false;
        command.RedirectStandardInput = true;
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;

        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(command)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errorOutput = process.StandardError.ReadToEndAsync(CancellationToken.None);

        long? peak = null;
        bool timedOut = false;
        for (int poll = FirstPollMilliseconds; !process.WaitForExit(poll); poll = Math.Min(2 * poll, LastPollMilliseconds))
        {
            peak = PeakMemory(process) ?? peak;
            elapsed?.Invoke(watch.Elapsed);
            timedOut = watch.Elapsed > limit;
            if (timedOut || cancellationToken.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                break;
            }
        }

        TimeSpan wallTime = watch.Elapsed;
        process.WaitForExit();
        if (process.ExitCode > FirstSignalExitCode)
        {
            // Ctrl+C reaches the whole process group: the child may be gone before this process has seen the signal.
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new MeasuredProcess(timedOut ? null : process.ExitCode, wallTime, peak, output.Result, errorOutput.Result);
    }

    private static long? PeakMemory(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64 is > 0 and long bytes ? bytes : null;
        }
        catch (InvalidOperationException)
        {
            // The process ended between the wait and the look.
            return null;
        }
    }
}
