using SdpKit.Verification;

namespace SdpKit.Tests.Verification;

/// <summary>Rays of two small problems, by hand.</summary>
public sealed class CertificateResidualTests
{
    [Fact]
    public void Exact_ray_of_an_infeasible_primal_has_no_residual()
    {
        (SdpProblem problem, SymmetricBlockMatrix ray) = InfeasiblePrimal();
        Assert.Equal(0.0, SolutionChecker.PrimalInfeasibilityResidual(problem, ray, []));
    }

    [Fact]
    public void Residual_of_a_primal_ray_is_the_larger_of_equations_and_cone_over_the_gain()
    {
        (SdpProblem problem, SymmetricBlockMatrix ray) = InfeasiblePrimal();
        ray[0, 0, 0] += 1e-3;
        Assert.Equal(1e-3, SolutionChecker.PrimalInfeasibilityResidual(problem, ray, []), 1e-15);
        (problem, ray) = InfeasiblePrimal();
        ray[0, 2, 2] = -0.25;
        Assert.Equal(0.25, SolutionChecker.PrimalInfeasibilityResidual(problem, ray, []), 1e-6);
    }

    [Fact]
    public void Ray_without_gain_has_infinite_residual()
    {
        (SdpProblem problem, SymmetricBlockMatrix ray) = InfeasiblePrimal();
        ray[0, 1, 1] = 0.0;
        Assert.Equal(double.PositiveInfinity, SolutionChecker.PrimalInfeasibilityResidual(problem, ray, []));
    }

    [Fact]
    public void Contradicting_equalities_are_proved_infeasible_by_their_multipliers()
    {
        // x = 1 and x = 2: v = (-1, 1) has A'v = 0 and b'v = 1.
        var builder = new SdpProblemBuilder(1);
        builder.AddEqualityEntry(builder.AddEquality(1.0), 0, 1.0);
        builder.AddEqualityEntry(builder.AddEquality(2.0), 0, 1.0);
        SdpProblem problem = builder.Build();
        var nothing = new SymmetricBlockMatrix(problem.Blocks);
        Assert.Equal(0.0, SolutionChecker.PrimalInfeasibilityResidual(problem, nothing, [-1.0, 1.0]));
        Assert.Equal(0.5 / 2.0, SolutionChecker.PrimalInfeasibilityResidual(problem, nothing, [-1.0, 1.5]));
    }

    [Theory]
    [InlineData(1.0, 0.0, 0.0)]
    [InlineData(2.0, 0.0, 0.0)]
    [InlineData(1.0, -0.5, 0.5)]
    [InlineData(-1.0, 0.0, double.PositiveInfinity)]
    [InlineData(double.NaN, 0.0, double.NaN)]
    public void Residual_of_a_dual_ray_is_its_cone_violation_over_the_gain(double first, double second, double expected)
    {
        // minimize -x_0 subject to diag(x_0, x_1) >= 0: x = (1, 0) descends for ever.
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective(0, -1.0);
        builder.AddSemidefiniteBlock(2);
        builder.AddEntry(0, 0, 0, 0, 1.0);
        builder.AddEntry(1, 0, 1, 1, 1.0);
        builder.AddEntry(SdpProblem.Constant, 0, 0, 1, 7.0);
        Assert.Equal(expected, SolutionChecker.DualInfeasibilityResidual(builder.Build(), [first, second]));
    }

    [Fact]
    public void Equalities_and_quadratic_term_stand_against_a_dual_ray()
    {
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective(0, -2.0);
        builder.AddEqualityEntry(builder.AddEquality(5.0), 1, 3.0);
        builder.AddQuadraticEntry(0, 0, 8.0);
        Assert.Equal(8.0 / 2.0, SolutionChecker.DualInfeasibilityResidual(builder.Build(), [1.0, 1.0]));
        Assert.Equal(12.0 / 2.0, SolutionChecker.DualInfeasibilityResidual(builder.Build(), [1.0, 4.0]));
    }

    /// <summary>Minimizes 0 subject to diag(x, -x - 1, 0) >= 0, with the ray diag(1, 1, 0).</summary>
    private static (SdpProblem Problem, SymmetricBlockMatrix Ray) InfeasiblePrimal()
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddSemidefiniteBlock(3);
        builder.AddEntry(0, 0, 0, 0, 1.0);
        builder.AddEntry(0, 0, 1, 1, -1.0);
        builder.AddEntry(SdpProblem.Constant, 0, 1, 1, 1.0);
        SdpProblem problem = builder.Build();
        var ray = new SymmetricBlockMatrix(problem.Blocks);
        ray[0, 0, 0] = ray[0, 1, 1] = 1.0;
        return (problem, ray);
    }
}
