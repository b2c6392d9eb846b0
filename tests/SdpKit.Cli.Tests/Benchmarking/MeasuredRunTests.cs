using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class MeasuredRunTests
{
    [Theory]
    [InlineData(9.9e-5, true)]
    [InlineData(-9.9e-5, true)]
    [InlineData(1.1e-4, false)]
    [InlineData(-1.1e-4, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void An_answer_counts_up_to_errors_of_1e_4_of_either_sign(double error, bool counts) =>
        Assert.Equal(counts, Runs.Answered("truss1", "csdp", 1.0, error).Counts());

    [Fact]
    public void A_ray_counts_in_the_place_of_small_errors()
    {
        MeasuredRun run = Runs.Answered("infp1", "csdp", 1.0, error: 0.5);
        Assert.True((run with { RayResidual = 7e-9 }).Counts());
        Assert.False((run with { RayResidual = 2e-8 }).Counts());
        Assert.False((run with { RayResidual = double.PositiveInfinity }).Counts());
    }

    [Fact]
    public void A_run_that_was_ended_or_failed_never_counts()
    {
        Assert.False((Runs.Answered("a1", "csdp", 1.0) with { Outcome = RunOutcome.TimeLimit }).Counts());
        Assert.False((Runs.Answered("a1", "csdp", 1.0) with { Outcome = RunOutcome.Failed }).Counts());
    }
}
