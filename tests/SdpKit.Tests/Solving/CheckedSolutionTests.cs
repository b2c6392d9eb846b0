using SdpKit.InteriorPoint;
using SdpKit.Presolve;

namespace SdpKit.Tests.Solving;

public class CheckedSolutionTests
{
    private static readonly SdpProblem Problem = Instances.Theta(10, 0.5, 1);

    [Theory]
    [InlineData(StopReason.Converged, true, SolveStatus.Cancelled)]
    [InlineData(StopReason.PrimalRay, true, SolveStatus.Cancelled)]
    [InlineData(StopReason.DualRay, true, SolveStatus.Cancelled)]
    [InlineData(StopReason.Stalled, false, SolveStatus.TimeLimit)]
    internal void Point_that_there_was_no_time_to_measure_claims_nothing(StopReason reason, bool isCancelled, SolveStatus expected)
    {
        var settings = new SolverSettings { TimeLimit = isCancelled ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(1.0) };
        using var stop = new StopSignal(settings, new CancellationToken(isCancelled));
        stop.Measuring.CancellationToken.WaitHandle.WaitOne();
        var point = PrimalDualPoint.Zero(Problem);
        point.DualMatrix[0, 0, 0] = 1.0;
        point.Variables[0] = -1.0;
        SdpSolution solution = CheckedSolution.Of(Problem, point, reason, tolerance: 1e300, stop);
        Assert.Equal(expected, solution.Status);
        Assert.Null(solution.Errors);
        Assert.True(double.IsNaN(solution.Objective));
        Assert.Null(solution.CertificateResidual);
        Assert.Same(point.DualMatrix, solution.DualMatrix);
    }

    [Fact]
    public void Point_of_a_solve_that_nobody_stopped_is_measured()
    {
        using var stop = new StopSignal(new SolverSettings(), CancellationToken.None);
        SdpSolution solution = CheckedSolution.Of(Problem, PrimalDualPoint.Zero(Problem), StopReason.Stalled, tolerance: 1e-7, stop);
        Assert.Equal(SolveStatus.Stalled, solution.Status);
        Assert.True(double.IsFinite(solution.Errors!.Value.Largest));
    }
}
