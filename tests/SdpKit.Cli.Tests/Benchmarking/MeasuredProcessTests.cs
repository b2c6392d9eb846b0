using System.Diagnostics;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class MeasuredProcessTests
{
    [UnixFact]
    public void A_process_is_measured_to_its_end_with_its_output_and_exit_code()
    {
        using TemporaryFolder folder = new();
        string seen = folder.File("seen");
        MeasuredProcess process = MeasuredProcess.Run(
            Shell($"while [ ! -e {seen} ]; do sleep 0.01; done; echo out; echo err >&2; exit 7"), limit: null, elapsed: _ => File.WriteAllText(seen, ""), CancellationToken.None);
        Assert.False(process.TimedOut);
        Assert.Equal(7, process.ExitCode);
        Assert.Equal("out\n", process.Output);
        Assert.Equal("err\n", process.ErrorOutput);
        Assert.True(process.WallTime > TimeSpan.Zero);
        Assert.InRange(process.PeakMemoryBytes!.Value, 1 << 16, 1 << 30);
    }

    [UnixFact]
    public void Output_larger_than_a_pipe_does_not_block() => Assert.Equal(1_000_000, Run("head -c 1000000 /dev/zero").Output.Length);

    [UnixFact]
    public void The_limit_ends_a_process_and_its_children()
    {
        MeasuredProcess process = Run("sleep 100 | sleep 100", TimeSpan.FromSeconds(0.2));
        Assert.True(process.TimedOut);
        Assert.InRange(process.WallTime.TotalSeconds, 0.2, 100.0);
    }

    [UnixFact]
    public void Cancellation_ends_a_process()
    {
        using CancellationTokenSource cancellation = new(TimeSpan.FromSeconds(0.2));
        Assert.Throws<OperationCanceledException>(() => Run("sleep 100", limit: null, cancellation.Token));
    }

    private static MeasuredProcess Run(string script, TimeSpan? limit = null, CancellationToken cancellationToken = default) =>
        MeasuredProcess.Run(Shell(script), limit, elapsed: null, cancellationToken);

    private static ProcessStartInfo Shell(string script) => new("/bin/sh", ["-c", script]);
}
