using System.Diagnostics;
using System.Globalization;

namespace SdpKit.Tests.Solving;

public class ReportingTests
{
    private static readonly SdpProblem Problem = Instances.Lyapunov(6, 1);

    [Fact]
    public void Every_iteration_is_reported_once_in_order_on_the_calling_thread()
    {
        List<IterationReport> reports = [];
        int thread = Environment.CurrentManagedThreadId;
        var progress = new ProgressProbe(report =>
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            reports.Add(report);
        });
        SdpSolution solution = CheckedSolve.Of(Problem, new SolverSettings { Threads = 2 }, progress);
        Assert.Equal(Enumerable.Range(0, solution.Statistics.Iterations + 1), reports.Select(report => report.Iteration));
        Assert.Equal(solution.Statistics.History, reports);
        Assert.All(reports.Skip(1), report => Assert.True(report.PrimalStep is >= 0.0 and <= 1.0 && report.DualStep is >= 0.0 and <= 1.0));
        Assert.True(reports[^1].RelativeGap < 1e-6);
        Assert.Equal(reports.Select(report => report.Elapsed).Order(), reports.Select(report => report.Elapsed));
    }

    [Fact]
    public void Solve_is_silent_by_default()
    {
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            CheckedSolve.Of(Problem);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void Log_has_a_line_an_iteration_and_the_status_in_invariant_numbers()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            using var log = new StringWriter();
            SdpSolution solution = CheckedSolve.Of(Problem, new SolverSettings { Log = log });
            string[] lines = log.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
            Assert.Contains("21 variables, 2 semidefinite blocks (largest order 6)", lines[0], StringComparison.Ordinal);
            Assert.Equal(solution.Statistics.Iterations + 1, lines.Count(line => line.EndsWith('s') && char.IsDigit(line.TrimStart()[0])));
            Assert.StartsWith("Optimal in ", lines[^1], StringComparison.Ordinal);
            Assert.All(lines.Skip(1).SkipLast(1), line => Assert.DoesNotContain(",", line, StringComparison.Ordinal));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Statistics_say_where_the_time_went()
    {
        var clock = Stopwatch.StartNew();
        SolveStatistics statistics = CheckedSolve.Of(Problem).Statistics;
        TimeSpan whole = clock.Elapsed;
        Assert.Equal(1, statistics.Threads);
        Assert.NotEqual("", statistics.InstructionSet);
        PhaseTimes phases = statistics.Phases;
        TimeSpan[] times =
            [phases.Presolve, phases.SchurFormation, phases.SchurFactorisation, phases.Inverse, phases.Products, phases.StepLength, phases.Check, phases.Other];
        Assert.All(times, time => Assert.True(time >= TimeSpan.Zero));
        Assert.Equal(statistics.Elapsed.Ticks, times.Sum(time => time.Ticks), tolerance: times.Length);
        Assert.InRange(statistics.Elapsed, TimeSpan.Zero, whole);
    }
}
