namespace SdpKit.Tests.Solving;

/// <summary>Ends solves before they are done: what comes back can be checked.</summary>
public class StopTests
{
    private static readonly SdpProblem Problem = Instances.Theta(30, 0.3, 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Iteration_limit_returns_the_best_iterate(int limit)
    {
        SdpSolution solution = CheckedSolve.Of(Problem, new SolverSettings { Threads = 1, MaxIterations = limit });
        Assert.Equal(SolveStatus.IterationLimit, solution.Status);
        Assert.Equal(limit, solution.Statistics.Iterations);
        Assert.Equal(limit + 1, solution.Statistics.History.Length);
        Assert.True(double.IsFinite(solution.Errors!.Value.Largest));
    }

    [Fact]
    public void Time_limit_returns_the_best_iterate()
    {
        var progress = new ProgressProbe(report =>
        {
            if (report.Iteration == 2)
            {
                Thread.Sleep(1500);
            }
        });
        SdpSolution solution = CheckedSolve.Of(Problem, new SolverSettings { Threads = 1, TimeLimit = TimeSpan.FromSeconds(1) }, progress);
        Assert.Equal(SolveStatus.TimeLimit, solution.Status);
        Assert.InRange(solution.Statistics.Iterations, 0, 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Cancelled_solve_returns_the_best_iterate(int iteration)
    {
        using var source = new CancellationTokenSource();
        var progress = new ProgressProbe(report =>
        {
            if (report.Iteration == iteration)
            {
                source.Cancel();
            }
        });
        SdpSolution solution = CheckedSolve.Of(Problem, progress: progress, cancellationToken: source.Token);
        Assert.Equal(SolveStatus.Cancelled, solution.Status);
        Assert.Equal(iteration, solution.Statistics.Iterations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Solve_cancelled_before_it_starts_returns_a_point_that_can_be_checked(int threads)
    {
        SdpSolution solution = CheckedSolve.Of(Problem, new SolverSettings { Threads = threads }, cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(SolveStatus.Cancelled, solution.Status);
        Assert.Equal(0, solution.Statistics.Iterations);
    }

    [Fact]
    public void Exception_of_the_progress_receiver_comes_through()
    {
        var progress = new ProgressProbe(report => throw new InvalidTimeZoneException());
        Assert.Throws<InvalidTimeZoneException>(() => SdpSolver.Solve(Problem, new SolverSettings { Threads = 2 }, progress));
    }

    [Fact]
    public void Problem_above_the_memory_limit_is_refused_with_the_estimate()
    {
        MemoryEstimate estimate = MemoryEstimate.Of(Problem);
        var exception = Assert.Throws<InsufficientMemoryException>(() => SdpSolver.Solve(Problem, new SolverSettings { MemoryLimit = 1000 }));
        Assert.Equal("The problem needs about 1 MiB of memory; 0 MiB are what SolverSettings.MemoryLimit allows.", exception.Message);
        Assert.InRange(estimate.Bytes, 30.0 * 30.0 * sizeof(double), 1e7);
    }

    [Fact]
    public void Problem_too_large_for_any_machine_is_refused_before_anything_is_allocated()
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddEntry(0, builder.AddSemidefiniteBlock(2_000_000_000), 1, 0, 1.0);
        SdpProblem problem = builder.Build();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<InsufficientMemoryException>(() => SdpSolver.Solve(problem));
        Assert.EndsWith(" MiB are free; end other programs, or use a machine with more memory.", exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void What_is_free_is_a_part_of_all_memory() =>
        Assert.InRange(AvailableMemory.Find(wanted: 0.0), 0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - 1);

    [Theory]
    [InlineData(BlockKind.PositiveSemidefinite)]
    [InlineData(BlockKind.Diagonal)]
    public void Estimate_of_the_largest_block_that_can_be_declared_takes_no_memory_itself(BlockKind kind)
    {
        var builder = new SdpProblemBuilder(1);
        int block = kind == BlockKind.Diagonal ? builder.AddDiagonalBlock(int.MaxValue) : builder.AddSemidefiniteBlock(int.MaxValue);
        builder.AddEntry(0, block, int.MaxValue - 1, int.MaxValue - 1, 1.0);
        SdpProblem problem = builder.Build();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.InRange(MemoryEstimate.Of(problem).Bytes, 10.0 * sizeof(double) * problem.Blocks[0].StoredLength, double.MaxValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void Asking_for_an_optimal_solution_throws_for_any_other()
    {
        Assert.Throws<InvalidOperationException>(() => CheckedSolve.Of(Problem, new SolverSettings { MaxIterations = 1 }).EnsureOptimal());
        SdpSolution solution = CheckedSolve.Of(Problem);
        Assert.Same(solution, solution.EnsureOptimal());
    }
}
