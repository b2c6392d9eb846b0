using SdpKit.Formats;
using SdpKit.HighPrecision;
using SdpKit.InteriorPoint;
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
        Assert.InRange(LargestError(problem, Solved(problem).Best!), 0.0, Tolerance);
        SdpSolution solution = SdpSolver.Solve(problem);
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.InRange(solution.Errors!.Value.Largest, 0.0, Tolerance);
    }

    [DataFact("sdplib")]
    public void Iterations_of_both_methods_are_counted_reported_and_limited()
    {
        using FileStream stream = File.OpenRead(TestData.Path("sdplib/hinf15.dat-s"));
        SdpProblem problem = ProblemReader.Read(stream, "hinf15").Problem;
        var reports = new List<IterationReport>();
        SdpSolution solution = SdpSolver.Solve(problem, progress: new Recorder(reports));
        Assert.Equal(solution.Statistics.History, reports);
        Assert.Equal(Enumerable.Range(0, solution.Statistics.Iterations + 1), reports.Select(report => report.Iteration));

        // The first step was short: instead of it the start was moved out.
        Assert.Equal((0.0, 0.0), (reports[1].PrimalStep, reports[1].DualStep));
        Assert.True(reports[1].Mu > 1e3 * reports[0].Mu);
        SdpSolution limited = SdpSolver.Solve(problem, new SolverSettings { MaxIterations = solution.Statistics.Iterations - 1 });
        Assert.Equal(SolveStatus.IterationLimit, limited.Status);
        Assert.InRange(limited.Statistics.Iterations, 0, solution.Statistics.Iterations);
    }

    [Fact]
    public void Infimum_that_is_not_attained_is_approached()
    {
        SdpProblem problem = NotAttained(builder => { });
        HighPrecisionFinish finish = Solved(problem);
        Assert.True(finish.IsSolved);
        Assert.Equal(LargestError(problem, finish.Best!), finish.Error);
        Assert.InRange(finish.Best!.Variables[0], 0.0, 1e-4);
    }

    [Fact]
    public void Continuing_from_a_point_on_the_way_takes_the_rest_of_the_iterations()
    {
        const int Before = 4;
        SdpProblem problem = NotAttained(builder => { });
        int all = Finish(problem).Solve(iterations: 0, default).Count;
        var method = new NaiveInteriorPoint(PreciseProblem.Of(problem), 0.0, 0.0);
        for (int iteration = 0; iteration < Before; iteration++)
        {
            Assert.True(method.TryStep(default));
        }

        HighPrecisionFinish finish = Finish(problem);
        var start = new PrimalDualPoint(
            [.. method.Variables.Select(x => (double)x)], BlockConversion.Rounded(method.Primal, problem), BlockConversion.Rounded(method.Dual, problem), []);
        IReadOnlyCollection<IterationReport> history = finish.Continue(start, Before, default);
        Assert.InRange(LargestError(problem, finish.Best!), 0.0, Tolerance);
        Assert.InRange(history.Count, 1, all - Before + 1);
        Assert.Equal(Enumerable.Range(Before + 1, history.Count), history.Select(report => report.Iteration));
    }

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
        HighPrecisionFinish finish = Solved(problem);
        Assert.False(finish.IsSolved);
        Assert.True(finish.Best is null || LargestError(problem, finish.Best) > Tolerance);
    }

    [Fact]
    public void Cancelled_work_returns_what_it_has()
    {
        HighPrecisionFinish finish = Finish(NotAttained(builder => { }));
        Assert.Empty(finish.Solve(iterations: 0, new CancellationToken(canceled: true)));
        Assert.Null(finish.Best);
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

    private static HighPrecisionFinish Finish(SdpProblem problem) =>
        new(problem, Presolver.Reduce(problem, default), ErrorScales.Of(problem), new SolverSettings { Tolerance = Tolerance }, new PhaseTimer(), progress: null);

    private static HighPrecisionFinish Solved(SdpProblem problem)
    {
        HighPrecisionFinish finish = Finish(problem);
        finish.Solve(iterations: 0, default);
        return finish;
    }

    private static double LargestError(SdpProblem problem, PrimalDualPoint point) =>
        SolutionChecker.Check(problem, point.Variables, point.PrimalMatrix, point.DualMatrix, point.Multipliers).Errors.Largest;

    private sealed class Recorder(List<IterationReport> reports) : IProgress<IterationReport>
    {
        public void Report(IterationReport value) => reports.Add(value);
    }
}
