using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.InteriorPoint;

public sealed class ProgressMonitorTests : IDisposable
{
    private readonly KernelContext _context = new(1, CancellationToken.None);
    private readonly SdpProblem _problem;
    private readonly ConstraintOperator _map;
    private readonly Iterate _point;
    private readonly ProgressMonitor _monitor;

    public ProgressMonitorTests()
    {
        var builder = new SdpProblemBuilder(1);
        builder.SetObjective(0, 1.0);
        builder.AddEntry(0, builder.AddSemidefiniteBlock(2), 0, 0, 1.0);
        _problem = builder.Build();
        _map = new ConstraintOperator(_problem, _context);
        _point = new Iterate(_problem, _map.Structure);
        _monitor = new ProgressMonitor(_problem, _map.Structure, _context);
    }

    public void Dispose()
    {
        _monitor.Dispose();
        _point.Dispose();
        _map.Dispose();
        _context.Dispose();
    }

    [Theory]
    [InlineData(0.5, false, true)] // 2^8 > 100
    [InlineData(0.6, false, false)]
    [InlineData(0.3, true, true)]
    [InlineData(0.4, true, false)]
    public void Slow_is_less_than_a_hundredth_in_eight_iterations_or_where_rounding_is_felt_a_third_in_one(double factor, bool isRounded, bool isFast)
    {
        int fast = 0;
        for (double error = 0.09; error > 1e-7; error *= factor, fast++)
        {
            _monitor.Consider(_point, error);
            if (_monitor.IsSlow(error, isRounded))
            {
                break;
            }
        }

        Assert.Equal(isFast, _monitor.BestError < 2e-7 / factor);
        Assert.True(isFast || fast == (isRounded ? 1 : 8));
    }

    [Fact]
    public void Copy_that_is_cut_short_leaves_the_point_itself_as_the_best()
    {
        using var source = new CancellationTokenSource();
        using var context = new KernelContext(1, source.Token);
        using var monitor = new ProgressMonitor(_problem, _map.Structure, context);
        monitor.Consider(_point, 0.5);
        Assert.NotSame(_point, monitor.Best);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => monitor.Consider(_point, 0.25));
        Assert.Same(_point, monitor.Best);
        Assert.Equal(0.25, monitor.BestError);
    }

    [Fact]
    public void Far_from_a_solution_nothing_is_slow()
    {
        _monitor.Consider(_point, 0.5);
        for (int iteration = 0; iteration < 20; iteration++)
        {
            Assert.False(_monitor.IsSlow(mu: 1.0, isRounded: true));
        }
    }

    [Fact]
    public void After_a_restart_the_eight_iterations_begin_anew()
    {
        _monitor.Consider(_point, 0.05);
        for (int iteration = 0; iteration < 16; iteration++)
        {
            Assert.False(_monitor.IsSlow(mu: 1.0, isRounded: false));
            if (iteration == 7)
            {
                _monitor.Restart();
            }
        }

        Assert.True(_monitor.IsSlow(mu: 1.0, isRounded: false));
    }
}
