using SdpKit.Formats;
using SdpKit.HighPrecision;
using SdpKit.Presolve;
using SdpKit.Verification;

namespace SdpKit.Tests.HighPrecision;

public sealed class HighPrecisionFinishTests
{
    private const double Tolerance = 1e-7;

    public static TheoryData<string> IllPosed => [.. Enumerable.Range(1, 15).Select(k => $"hinf{k}"), "qap5", "qap6"];

    [DataTheory("sdplib")]
    [MemberData(nameof(IllPosed))]
    public void Ill_posed_problems_of_the_library_have_points_within_the_tolerance(string name)
    {
        using FileStream stream = File.OpenRead(TestData.Path($"sdplib/{name}.dat-s"));
        SdpProblem problem = ProblemReader.Read(stream, name).Problem;
        Assert.InRange(LargestError(problem, Improve(problem, error: 1.0)!), 0.0, Tolerance);
        SdpSolution solution = SdpSolver.Solve(problem);
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.InRange(solution.Errors.Largest, 0.0, Tolerance);
    }

    [Fact]
    public void Infimum_that_is_not_attained_is_approached()
    {
        SdpProblem problem = NotAttained(builder => { });
        PrimalDualPoint point = Improve(problem, error: 1.0)!;
        Assert.InRange(LargestError(problem, point), 0.0, Tolerance);
        Assert.InRange(point.Variables[0], 0.0, 1e-4);
    }

    [Fact]
    public void Point_within_the_tolerance_is_not_replaced() => Assert.Null(Improve(NotAttained(builder => { }), error: Tolerance));

    [Fact]
    public void Point_that_is_not_a_number_is_replaced() => Assert.NotNull(Improve(NotAttained(builder => { }), error: double.NaN));

    [Fact]
    public void Infeasible_problem_ends_without_a_good_point()
    {
        // x >= 1 and x <= 0.
        SdpProblem problem = NotAttained(builder =>
        {
            int block = builder.AddDiagonalBlock(2);
            builder.AddEntry(0, block, 0, 0, 1.0);
            builder.AddEntry(SdpProblem.Constant, block, 0, 0, 1.0);
            builder.AddEntry(0, block, 1, 1, -1.0);
        });
        PrimalDualPoint? point = Improve(problem, error: 1e-2);
        Assert.True(point is null || LargestError(problem, point) > Tolerance);
    }

    [Fact]
    public void Cancelled_work_returns_what_it_has()
    {
        SdpProblem problem = NotAttained(builder => { });
        Assert.Null(HighPrecisionFinish.Improve(problem, Presolver.Reduce(problem, default), 1.0, Tolerance, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Problems_with_equalities_a_quadratic_term_or_thousands_of_variables_are_left_alone()
    {
        Assert.True(HighPrecisionFinish.IsWorthwhile(NotAttained(builder => { })));
        Assert.False(HighPrecisionFinish.IsWorthwhile(NotAttained(builder => builder.AddEqualityEntry(builder.AddEquality(1.0), 0, 1.0))));
        Assert.False(HighPrecisionFinish.IsWorthwhile(NotAttained(builder => builder.AddQuadraticEntry(0, 0, 1.0))));
        Assert.False(HighPrecisionFinish.IsWorthwhile(NotAttained(builder => builder.AddSemidefiniteBlock(2000))));
    }

    /// <summary>minimize x_0 subject to [x_0 1; 1 x_1] >= 0: the infimum is 0, and x_1 = 1/x_0 goes to infinity.</summary>
    private static SdpProblem NotAttained(Action<SdpProblemBuilder> more)
    {
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective(0, 1.0);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        more(builder);
        return builder.Build();
    }

    private static PrimalDualPoint? Improve(SdpProblem problem, double error) =>
        HighPrecisionFinish.Improve(problem, Presolver.Reduce(problem, default), error, Tolerance, default);

    private static double LargestError(SdpProblem problem, PrimalDualPoint point) =>
        SolutionChecker.Check(problem, point.Variables, point.PrimalMatrix, point.DualMatrix, point.Multipliers).Errors.Largest;
}
