using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class ProblemComparisonTests
{
    [Fact]
    public void The_faster_rival_sets_the_ratio()
    {
        ProblemComparison problem = Compare(Runs.Answered("a1", "sdpkit", 2.0), Runs.Answered("a1", "csdp", 8.0), Runs.Answered("a1", "sdpa", 4.0));
        Assert.Equal(3.0, problem.SolveRatio);
        Assert.Equal(2.0, problem.ProcessRatio);
    }

    [Fact]
    public void Solves_are_compared_with_solves_and_not_at_all_where_a_rival_that_counts_states_none()
    {
        MeasuredRun sdpKit = Runs.Answered("a1", "sdpkit", 2.0), csdp = Runs.Answered("a1", "csdp", 8.0) with { SolveSeconds = null };
        ProblemComparison problem = Compare(sdpKit, csdp, Runs.Answered("a1", "sdpa", 4.0));
        Assert.Null(problem.SolveRatio);
        Assert.Equal(2.0, problem.ProcessRatio);
        Assert.Equal(3.0, Compare(sdpKit, csdp with { DimacsErrors = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0] }, Runs.Answered("a1", "sdpa", 4.0)).SolveRatio);
        Assert.Equal(60.0, Compare(sdpKit, Runs.TimedOut("a1", "csdp", 60.0)).SolveRatio);
    }

    [Fact]
    public void A_faster_rival_with_a_wrong_answer_does_not_count_but_at_face_value()
    {
        ProblemComparison problem = Compare(Runs.Answered("a1", "sdpkit", 2.0), Runs.Answered("a1", "csdp", 8.0), Runs.Answered("a1", "sdpa", 0.5, error: 1e-3));
        Assert.Equal(4.0, problem.ProcessRatio);
        Assert.Equal(0.25, problem.FaceValueRatio);
    }

    [Fact]
    public void SdpKit_with_a_library_has_a_column_and_is_no_rival()
    {
        ProblemComparison problem = ProblemComparison.Of(
            [Runs.Answered("a1", "sdpkit", 2.0), Runs.Answered("a1", "csdp", 8.0), Runs.Answered("a1", "sdpkit+openblas", 1.0)], ["csdp", "sdpkit+openblas"])[0];
        Assert.Equal(4.0, problem.ProcessRatio);
        Assert.Equal(1.0, problem.Rivals[1]!.WallSeconds);
    }

    [Fact]
    public void A_rival_at_the_limit_is_a_lower_bound_only_where_no_other_answered()
    {
        ProblemComparison bounded = Compare(Runs.Answered("a1", "sdpkit", 2.0), Runs.TimedOut("a1", "csdp", 60.0), Runs.Answered("a1", "sdpa", 1.0, error: 1.0));
        Assert.True(bounded.BestRivalIsLowerBound);
        Assert.Equal(60.0, bounded.BestRivalSeconds);

        ProblemComparison answered = Compare(Runs.Answered("a1", "sdpkit", 2.0), Runs.TimedOut("a1", "csdp", 60.0), Runs.Answered("a1", "sdpa", 70.0));
        Assert.False(answered.BestRivalIsLowerBound);
        Assert.Equal(70.0, answered.BestRivalSeconds);
    }

    [Fact]
    public void A_wrong_answer_of_SdpKit_has_no_ratio()
    {
        ProblemComparison problem = Compare(Runs.Answered("a1", "sdpkit", 2.0, error: 1e-3), Runs.Answered("a1", "csdp", 8.0));
        Assert.Null(problem.SolveRatio);
        Assert.Null(problem.ProcessRatio);
        Assert.Null(problem.FaceValueRatio);
    }

    [Fact]
    public void A_short_solve_is_taken_from_inside_the_process()
    {
        ProblemComparison problem = Compare(Runs.Answered("a1", "sdpkit", 0.2), Runs.Answered("a1", InProcessRun.Solver, 0.01), Runs.Answered("a1", "csdp", 0.02));
        Assert.Equal(1.5, problem.SolveRatio!.Value, 15);
        Assert.Equal(0.1, problem.ProcessRatio!.Value, 15);
    }

    [Fact]
    public void Repetitions_come_down_to_their_median()
    {
        ProblemComparison problem = Compare(
            Runs.Answered("a1", "sdpkit", 2.0), Runs.Answered("a1", "sdpkit", 90.0, repeat: 1), Runs.Answered("a1", "sdpkit", 4.0, repeat: 2), Runs.Answered("a1", "csdp", 8.0));
        Assert.Equal(4.0, problem.ProcessSeconds);
        Assert.Equal(2.0, problem.ProcessRatio);
    }

    [Theory]
    [InlineData("truss1", "truss")]
    [InlineData("gpp124-1", "gpp")]
    [InlineData("qpG11", "qpG")]
    [InlineData("thetaG11", "thetaG")]
    [InlineData("7bus", "7bus")]
    [InlineData("chain", "chain")]
    public void A_family_is_the_letters_before_the_first_digit(string problem, string family) => Assert.Equal(family, ProblemFamily.Of(problem));

    private static ProblemComparison Compare(params MeasuredRun[] runs) => Assert.Single(ProblemComparison.Of(runs, ["csdp", "sdpa"]));
}
