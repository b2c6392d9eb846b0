using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using SdpKit.HighPrecision;
using SdpKit.InteriorPoint;
using SdpKit.Presolve;

namespace SdpKit.Tests.Solving;

/// <summary>
/// The runtime tells which threads join the parallel loops that a solve begins, which the checker's are; the kernels have a team of their own, of a given size, whose threads bear a name.
/// </summary>
public class ThreadLimitTests
{
    public static TheoryData<string, int> Cases => new()
    {
        { "optimal", 1 },
        { "optimal", 2 },
        { "infeasible", 1 },
        { "unbounded", 1 },
        { "not attained", 1 },
        { "not attained", 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_parallel_loop_of_a_solve_has_more_threads_than_allowed(string name, int threads)
    {
        SdpProblem problem = Problem(name);
        using var loops = new LoopListener();
        SdpSolution solution = SdpSolver.Solve(problem, new SolverSettings { Threads = threads });
        Assert.Equal(name switch { "infeasible" => SolveStatus.PrimalInfeasible, "unbounded" => SolveStatus.DualInfeasible, _ => SolveStatus.Optimal }, solution.Status);
        Assert.NotEmpty(loops.ThreadCounts());
        Assert.All(loops.ThreadCounts(), count => Assert.InRange(count, 1, threads));
    }

    [Fact]
    public void No_parallel_loop_of_the_finish_has_more_threads_than_allowed()
    {
        SdpProblem problem = Problem("not attained");
        using var loops = new LoopListener();
        var finish = new HighPrecisionFinish(
            problem, Presolver.Reduce(problem, default), ErrorScales.Of(problem), new SolverSettings { Threads = 1, MaxIterations = 2 }, new PhaseTimer(), progress: null);
        Assert.NotEmpty(finish.Solve(iterations: 0, default));
        Assert.NotEmpty(loops.ThreadCounts());
        Assert.All(loops.ThreadCounts(), count => Assert.Equal(1, count));
    }

    /// <summary>A dense block, large enough for the checker to share its factorisation among threads, beside a small problem that decides.</summary>
    private static SdpProblem Problem(string name)
    {
        const int Order = 300;
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective(0, name == "unbounded" ? -1.0 : 1.0);
        builder.SetObjective(1, name is "optimal" ? 1.0 : 0.0);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);

        // (x_0 + x_1 + 1) K >= 0 with a positive definite K, or <= 0 where nothing is to be feasible.
        double sign = name == "infeasible" ? -1.0 : 1.0;
        int large = builder.AddSemidefiniteBlock(Order);
        double[] kernel = [.. Enumerable.Range(0, Order * Order).Select(k => sign / (1.0 + Math.Abs((k % Order) - (k / Order))))];
        builder.AddDense(0, large, kernel);
        builder.AddDense(1, large, kernel);
        builder.AddDense(SdpProblem.Constant, large, [.. kernel.Select(value => -value)]);
        return builder.Build();
    }

    /// <summary>Counts the threads of each loop that the thread which created it begins.</summary>
    private sealed class LoopListener : EventListener
    {
        private const int LoopBegin = 1;
        private const int ForeignThread = 5;
        private readonly ConcurrentDictionary<int, ConcurrentDictionary<long, bool>> _loops = new();
        private readonly int _caller = Environment.CurrentManagedThreadId;

        public IEnumerable<int> ThreadCounts() => _loops.Values.Select(threads => threads.Count);

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Threading.Tasks.Parallel.EventSource")
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // The event is written on the thread that begins or joins the loop; its third value names the loop.
            if (eventData.EventId is not (LoopBegin or ForeignThread) || eventData.Payload?[2] is not int loop)
            {
                return;
            }

            if (eventData.EventId == LoopBegin && Environment.CurrentManagedThreadId == _caller)
            {
                _loops[loop] = new ConcurrentDictionary<long, bool> { [eventData.OSThreadId] = true };
            }
            else if (_loops.TryGetValue(loop, out ConcurrentDictionary<long, bool>? threads))
            {
                threads[eventData.OSThreadId] = true;
            }
        }
    }
}
