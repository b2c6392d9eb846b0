namespace SdpKit.Tests.Solving;

public class SettingsTests
{
    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var settings = new SolverSettings();
        Assert.Equal(1e-7, settings.Tolerance);
        Assert.Equal(200, settings.MaxIterations);
        Assert.Equal(Timeout.InfiniteTimeSpan, settings.TimeLimit);
        Assert.Equal(Environment.ProcessorCount, settings.Threads);
        Assert.Null(settings.MemoryLimit);
        Assert.Null(settings.Log);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1e-7)]
    [InlineData(1e-16)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Tolerance_outside_its_range_is_refused(double value) => Refused("Tolerance", () => new SolverSettings { Tolerance = value });

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Negative_iteration_limit_is_refused(int value) => Refused("MaxIterations", () => new SolverSettings { MaxIterations = value });

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void Time_limit_that_is_not_positive_is_refused(int milliseconds) =>
        Refused("TimeLimit", () => new SolverSettings { TimeLimit = TimeSpan.FromMilliseconds(milliseconds) });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Thread_count_outside_its_range_is_refused(int value) => Refused("Threads", () => new SolverSettings { Threads = value });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Memory_limit_that_is_not_positive_is_refused(long value) => Refused("MemoryLimit", () => new SolverSettings { MemoryLimit = value });

    [Fact]
    public void With_expression_validates_too() => Refused("Threads", () => new SolverSettings() with { Threads = 0 });

    [Fact]
    public void Largest_limits_are_usable() => Assert.Equal(
        SolveStatus.Optimal,
        CheckedSolve.Of(Instances.MaximumCut(10, 1), new SolverSettings { MaxIterations = int.MaxValue, TimeLimit = TimeSpan.MaxValue, MemoryLimit = long.MaxValue }).Status);

    [Fact]
    public void Missing_problem_is_refused() => Assert.Throws<ArgumentNullException>(() => SdpSolver.Solve(null!));

    private static void Refused(string property, Func<object> create) => Assert.Equal(property, Assert.Throws<ArgumentOutOfRangeException>(create).ParamName);
}
