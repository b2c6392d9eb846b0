using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Tests;
using SdpKit.Training.Methods;
using SdpKit.Training.Projection;
using SdpKit.Training.Tests.Projection;

namespace SdpKit.Training.Tests.Methods;

public sealed class PenaltyRuleTests
{
    private const int Iterations = 40;

    private static readonly Network Target = ReferenceNetworks.Random(4, Activation.Tanh, 4, 5, 3);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Penalty_that_is_measured_grows_tenfold_and_leaves_both_networks_together(double share)
    {
        double bound = share * CheckedUpdate.Certified(Target).Bound;
        List<LipschitzTrainingReport> reports = Train(LipschitzGoal.Enforce(bound), 1.0);
        Assert.Equal(10.0, reports[^1].Penalty / reports[0].Penalty, 1e-9);
        Assert.All(reports, report => Assert.True(report.Certificate.Bound <= bound));
        Assert.True(reports[^1].PrimalResidual < reports[0].PrimalResidual);
    }

    /// <summary>g / d has the units of a penalty: a loss a times as large, with a mu a times as large, goes through the same networks with penalties a times as large.</summary>
    [Theory]
    [InlineData(true, -40)]
    [InlineData(true, 40)]
    [InlineData(false, -40)]
    [InlineData(false, 40)]
    public void Loss_times_a_power_of_two_gives_the_same_networks(bool isEnforced, int exponent)
    {
        double factor = Math.ScaleB(1.0, exponent);
        LipschitzGoal Goal(double unit) => isEnforced ? LipschitzGoal.Enforce(0.5 * CheckedUpdate.Certified(Target).Bound) : LipschitzGoal.Regularize(0.1 * unit);
        List<LipschitzTrainingReport> expected = Train(Goal(1.0), 1.0);
        List<LipschitzTrainingReport> found = Train(Goal(factor), factor);
        Assert.Equal(expected.Select(report => factor * report.Penalty), found.Select(report => report.Penalty));
        Assert.Equal(UpdateOracle.Flat(expected[^1].Network), UpdateOracle.Flat(found[^1].Network));
    }

    [Fact]
    public void Bound_that_does_not_touch_the_weights_holds_none()
    {
        List<LipschitzTrainingReport> reports = Train(LipschitzGoal.Enforce(2.0 * CheckedUpdate.Certified(Target).Bound), 1.0);
        Assert.All(reports, report => Assert.Equal(0.0, report.Penalty));
        Assert.Equal(UpdateOracle.Flat(Target), UpdateOracle.Flat(reports[^1].Network));
    }

    /// <summary>Before the bound is reached nothing holds the weights; from then on the penalty is where it would have been on its way.</summary>
    [Fact]
    public void Penalty_begins_when_the_bound_is_reached()
    {
        double bound = 0.5 * CheckedUpdate.Certified(Target).Bound;
        Network small = WeightMatrices.Map(Target, (_, _, weight) => 0.1 * weight);
        List<LipschitzTrainingReport> reports = Train(LipschitzGoal.Enforce(bound), 1.0, small);
        Assert.Equal(0.0, reports[0].Penalty);
        Assert.True(reports[1].Penalty > 0.0);
        Assert.Equal(Math.Pow(10.0, 1.0 / (Iterations - 1)), reports[2].Penalty / reports[1].Penalty, 1e-12);
        Assert.Equal(10.0, reports[^1].Penalty / reports[1].Penalty * Math.Pow(10.0, 1.0 / (Iterations - 1)), 1e-9);
    }

    private static List<LipschitzTrainingReport> Train(LipschitzGoal goal, double factor, Network? start = null)
    {
        var reports = new List<LipschitzTrainingReport>();
        LipschitzTraining.Run(
            start ?? Target,
            new QuadraticLoss(Target, factor),
            new LipschitzTrainingOptions { Goal = goal, Iterations = Iterations, Update = new LipschitzUpdateOptions { Threads = 1 } },
            new Listener<LipschitzTrainingReport>(reports.Add));
        Assert.Equal(Iterations, reports.Count);
        return reports;
    }
}
