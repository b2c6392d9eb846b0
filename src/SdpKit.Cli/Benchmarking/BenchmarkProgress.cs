using System.Globalization;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Tells how far a benchmark is: one line a run, and on a terminal the run in hand with its time.</summary>
internal sealed class BenchmarkProgress(TextWriter writer, bool isTerminal, int problemCount)
{
    private int _problem;
    private string _running = "";

    /// <summary>Says that the next problem is in hand.</summary>
    public void NextProblem() => _problem++;

    /// <summary>Says that a run begins.</summary>
    public void Starting(string problem, string solver)
    {
        _running = string.Create(CultureInfo.InvariantCulture, $"[{_problem,3}/{problemCount}] {problem,-12} {solver,-18}");
        Draw(_running);
    }

    /// <summary>Says how long the run in hand has been running.</summary>
    public void Running(TimeSpan elapsed) => Draw(string.Create(CultureInfo.InvariantCulture, $"{_running}{elapsed.TotalSeconds,9:F1} s"));

    /// <summary>Says how the run in hand ended.</summary>
    public void Ended(MeasuredRun run)
    {
        string answer = run.Outcome switch
        {
            RunOutcome.TimeLimit => "time limit",
            RunOutcome.Failed => $"failed: {run.Note}",
            _ when run.HasRay() => string.Create(CultureInfo.InvariantCulture, $"ray {run.RayResidual:0.0e-0}  {run.Status}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"error {run.LargestError():0.0e-0}  {run.Status}"),
        };
        Draw("");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_running}{run.WallSeconds,11:F3} s  {answer}"));
    }

    private void Draw(string line)
    {
        if (isTerminal)
        {
            // Back to the first column, and the rest of the old line erased.
            writer.Write($"\r{line}\e[K");
        }
    }
}
