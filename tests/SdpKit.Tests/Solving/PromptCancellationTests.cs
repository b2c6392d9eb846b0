using SdpKit.Formats;
using SdpKit.Verification;

namespace SdpKit.Tests.Solving;

public class PromptCancellationTests
{
    /// <summary>The promise is 0.2 s on a quiet machine. Here the time counts that the calling thread computes; the rest is for a processor that is shared with other threads.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1.0);

    /// <summary>The first factorisation of Y alone takes seconds.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void Time_limit_holds_in_the_set_up_of_a_large_problem(double seconds)
    {
        var settings = new SolverSettings { TimeLimit = TimeSpan.FromSeconds(seconds), MemoryLimit = long.MaxValue };
        SdpSolution solution = SdpSolver.Solve(Instances.MaximumCut(8000, 1), settings);
        Assert.Equal((SolveStatus.TimeLimit, 0), (solution.Status, solution.Statistics.Iterations));
        Assert.InRange(solution.Statistics.Elapsed, settings.TimeLimit, settings.TimeLimit + Allowed);
    }

    [DataTheory("sdplib")]
    [InlineData("maxG51")]
    [InlineData("theta6")]
    public void Solve_cancelled_at_any_time_is_back_at_once(string name)
    {
        using FileStream stream = File.OpenRead(TestData.Path($"sdplib/{name}.dat-s"));
        SdpProblem problem = ProblemReader.Read(stream, name).Problem;
        var random = new Random(1);
        for (int trial = 0; trial < 20; trial++)
        {
            using var source = new CancellationTokenSource();
            var clock = ThreadTime.OfThisThread();
            TimeSpan cancelled = TimeSpan.Zero;
            using CancellationTokenRegistration registration = source.Token.Register(() => cancelled = clock.Read());
            source.CancelAfter(random.Next(1, 800));
            SdpSolution solution = SdpSolver.Solve(problem, cancellationToken: source.Token);
            TimeSpan late = clock.Read() - cancelled;
            if (solution.Status == SolveStatus.Optimal)
            {
                // A fast machine may be done before it is told to stop.
                continue;
            }

            Assert.Equal(SolveStatus.Cancelled, solution.Status);
            CheckedPoint check = SolutionChecker.Check(problem, solution.Variables, solution.PrimalMatrix, solution.DualMatrix, solution.EqualityMultipliers);
            Assert.True(double.IsFinite(check.Errors.Largest));
            Assert.InRange(late, TimeSpan.Zero, Allowed);
        }
    }
}
