using SdpKit.HighPrecision;

namespace SdpKit.Tests.HighPrecision;

public sealed class NaiveInteriorPointTests
{
    [Fact]
    public void Optimum_of_a_problem_with_a_known_irrational_answer_has_20_digits()
    {
        // minimize x subject to [x 1; 1 2x] >= 0: x = 1/sqrt 2.
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(2);
        builder.SetObjective(0, 1.0);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(0, block, 1, 1, 2.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        NaiveInteriorPoint method = Run(builder.Build(), iterations: 40);
        Assert.Equal(0.0, (double)(method.Variables[0] - (DoubleDouble.Sqrt(2.0) / 2.0)), 1e-20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Fast_method_finds_the_same_optimum(int seed)
    {
        SdpProblem problem = Feasible(new Random(seed));
        SdpSolution fast = SdpSolver.Solve(problem, new SolverSettings { Tolerance = 1e-9 });
        Assert.Equal(SolveStatus.Optimal, fast.Status);
        NaiveInteriorPoint naive = Run(problem, iterations: 40);
        double optimum = Enumerable.Range(0, problem.VariableCount).Sum(i => problem.Objective[i] * (double)naive.Variables[i]);
        Assert.Equal(optimum, fast.Objective, 1e-8 * (1.0 + Math.Abs(optimum)));
    }

    [Fact]
    public void Cancelled_step_throws_and_leaves_the_point()
    {
        var method = new NaiveInteriorPoint(PreciseProblem.Of(Feasible(new Random(1))), 0.0, 0.0);
        double before = (double)method.Mu;
        Assert.Throws<OperationCanceledException>(() => method.TryStep(new CancellationToken(canceled: true)));
        Assert.Equal(before, (double)method.Mu);
    }

    private static NaiveInteriorPoint Run(SdpProblem problem, int iterations)
    {
        var method = new NaiveInteriorPoint(PreciseProblem.Of(problem), 0.0, 0.0);
        for (int iteration = 0; iteration < iterations && (double)method.Mu > 1e-22 && method.TryStep(default); iteration++)
        {
        }

        return method;
    }

    /// <summary>Draws dense matrices, low-rank ones and a diagonal block, with c_i = tr F_i and F_0 = sum x_i F_i - I, so that Y = I and X = I are interior.</summary>
    private static SdpProblem Feasible(Random random)
    {
        int order = random.Next(2, 7);
        int variables = random.Next(1, order);
        var builder = new SdpProblemBuilder(variables);
        int block = builder.AddSemidefiniteBlock(order);
        int diagonal = builder.AddDiagonalBlock(variables + 1);
        for (int i = 0; i < variables; i++)
        {
            double x = random.NextDouble();
            double trace = random.NextDouble();
            builder.AddEntry(i, diagonal, i, i, trace);
            builder.AddEntry(SdpProblem.Constant, diagonal, i, i, (x * trace) - 1.0);
            double[] factor = [.. Enumerable.Range(0, order).Select(_ => random.NextDouble() - 0.5)];
            builder.AddLowRank(i, block, factor, [2.0]);
            builder.AddLowRank(SdpProblem.Constant, block, factor, [2.0 * x]);
            trace += 2.0 * factor.Sum(value => value * value);
            for (int j = 0; j < order; j++)
            {
                double value = random.NextDouble() - 0.5;
                builder.AddEntry(i, block, j, j / 2, value);
                builder.AddEntry(SdpProblem.Constant, block, j, j / 2, x * value);
                trace += j == 0 ? value : 0.0;
            }

            builder.SetObjective(i, trace);
        }

        for (int j = 0; j < order; j++)
        {
            builder.AddEntry(SdpProblem.Constant, block, j, j, -1.0);
        }

        builder.AddEntry(SdpProblem.Constant, diagonal, variables, variables, -1.0);
        return builder.Build();
    }
}
