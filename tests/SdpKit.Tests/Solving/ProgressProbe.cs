namespace SdpKit.Tests.Solving;

/// <summary>Passes every report to an action, on the thread that reports.</summary>
internal sealed class ProgressProbe(Action<IterationReport> action) : IProgress<IterationReport>
{
    public void Report(IterationReport value) => action(value);
}
