using SdpKit.Formats;
using SdpKit.Verification;

namespace SdpKit.Cli.Tests.Repository;

/// <summary>Holds all C# of the documentation, so that it is compiled and run. <see cref="DocumentationTests"/> compares the texts.</summary>
public class DocumentationExamples
{
    private static string PathOfExample => RepositoryFiles.FullPath("docs/examples/petersen-theta.dat-s");

    [Fact]
    public void Largest_eigenvalue()
    {
        // <example>
        // The largest eigenvalue of M = [2 1; 1 2]: minimize t subject to tI - M >= 0.
        var builder = new SdpProblemBuilder(variableCount: 1);
        int block = builder.AddSemidefiniteBlock(order: 2);
        builder.SetObjective(variable: 0, 1.0);
        builder.AddEntry(variable: 0, block, row: 0, column: 0, 1.0);
        builder.AddEntry(variable: 0, block, row: 1, column: 1, 1.0);
        builder.AddDense(SdpProblem.Constant, block, [2.0, 1.0, 1.0, 2.0]);

        SdpSolution solution = SdpSolver.Solve(builder.Build());
        Console.WriteLine($"{solution.Status}: {solution.Objective:F6}, largest error {solution.Errors.Largest:E1}");
        // </example>
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.Equal(3.0, solution.Objective, 1e-6);
    }

    [Fact]
    public void Projection_onto_the_simplex()
    {
        // <example>
        // The point of the simplex (x >= 0, x_0 + x_1 + x_2 = 1) that is nearest to a.
        double[] a = [0.9, 0.6, -0.3];
        var builder = new SdpProblemBuilder(variableCount: 3);
        int bounds = builder.AddDiagonalBlock(order: 3);
        int sum = builder.AddEquality(rightHandSide: 1.0);
        for (int i = 0; i < 3; i++)
        {
            builder.SetObjective(i, -a[i]);
            builder.AddQuadraticEntry(i, i, 1.0);
            builder.AddEntry(i, bounds, i, i, 1.0);
            builder.AddEqualityEntry(sum, i, 1.0);
        }

        ReadOnlySpan<double> x = SdpSolver.Solve(builder.Build()).EnsureOptimal().Variables;
        // </example>
        Assert.Equal(0.65, x[0], 1e-6);
        Assert.Equal(0.35, x[1], 1e-6);
        Assert.Equal(0.0, x[2], 1e-6);
    }

    [Fact]
    public void Theta_number_of_a_cycle()
    {
        // <example>
        // The Lovász theta number of the cycle of five: maximize <J,Y> subject to trace Y = 1, Y_ij = 0 for each edge ij, Y >= 0.
        var builder = new SdpProblemBuilder(variableCount: 6);
        int block = builder.AddSemidefiniteBlock(order: 5);
        builder.SetObjective(variable: 0, 1.0);
        for (int i = 0; i < 5; i++)
        {
            builder.AddEntry(variable: 0, block, i, i, 1.0);
            builder.AddEntry(variable: i + 1, block, i, (i + 1) % 5, 1.0);
        }

        // J, the matrix of ones, is e e' and never written out.
        builder.AddLowRank(SdpProblem.Constant, block, factor: [1.0, 1.0, 1.0, 1.0, 1.0], weights: [1.0]);

        SdpSolution solution = SdpSolver.Solve(builder.Build());
        double theta = solution.DualObjective;
        SymmetricBlockMatrix y = solution.DualMatrix;
        // </example>
        Assert.Equal(Math.Sqrt(5.0), theta, 1e-6);
        Assert.Equal(0.2, y[block, 0, 0], 1e-5);
    }

    [Fact]
    public void Same_problem_with_other_numbers()
    {
        List<(double First, double Second)> curve = [];

        // <example>
        // Points between the least x_0 and the least x_1 such that [x_0 1; 1 x_1] >= 0: all are on the hyperbola x_0 x_1 = 1.
        var builder = new SdpProblemBuilder(variableCount: 2);
        int block = builder.AddSemidefiniteBlock(order: 2);
        builder.AddEntry(variable: 0, block, 0, 0, 1.0);
        builder.AddEntry(variable: 1, block, 1, 1, 1.0);
        builder.AddEntry(SdpProblem.Constant, block, 1, 0, -1.0);
        builder.SetObjective([1.0, 1.0]);

        SdpProblem prepared = SdpSolver.Prepare(builder.Build());
        foreach (double weight in new[] { 0.25, 0.5, 1.0, 2.0, 4.0 })
        {
            SdpSolution solution = SdpSolver.Solve(prepared.WithObjective([weight, 1.0])).EnsureOptimal();
            curve.Add((solution.Variables[0], solution.Variables[1]));
        }
        // </example>
        Assert.Equal([2.0, Math.Sqrt(2.0), 1.0, Math.Sqrt(0.5), 0.5], curve.Select(point => Math.Round(point.First, 4)), (x, y) => Math.Abs(x - y) < 1e-3);
        Assert.All(curve, point => Assert.Equal(1.0, point.First * point.Second, 1e-4));
    }

    [Fact]
    public void Limits_and_progress()
    {
        using FileStream stream = File.OpenRead(PathOfExample);
        SdpProblem problem = ProblemReader.Read(stream).Problem;
        int reports = 0;
        using var source = new CancellationTokenSource();

        // <example>
        var settings = new SolverSettings
        {
            Tolerance = 1e-8,
            TimeLimit = TimeSpan.FromMinutes(5),
            MemoryLimit = 2L << 30,
        };
        var progress = new IterationCounter(report => reports++);
        SdpSolution solution = SdpSolver.Solve(problem, settings with { Threads = 1 }, progress, source.Token);
        // </example>
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.Equal(reports, solution.Statistics.Iterations + 1);
    }

    [Fact]
    public void Infeasible_problem()
    {
        // <example>
        // No x makes [x 1; 1 -1] positive semidefinite.
        var builder = new SdpProblemBuilder(variableCount: 1);
        int block = builder.AddSemidefiniteBlock(order: 2);
        builder.AddEntry(variable: 0, block, 0, 0, 1.0);
        builder.AddDense(SdpProblem.Constant, block, [0.0, -1.0, -1.0, 1.0]);

        SdpSolution solution = SdpSolver.Solve(builder.Build());
        if (solution.Status == SolveStatus.PrimalInfeasible)
        {
            Console.WriteLine($"Any feasible x would have a norm of at least {1.0 / solution.CertificateResidual:E1}.");
        }
        // </example>
        Assert.Equal(SolveStatus.PrimalInfeasible, solution.Status);
        Assert.InRange(solution.CertificateResidual!.Value, 0.0, 1e-8);
    }

    [Fact]
    public void Check_of_a_point()
    {
        string path = PathOfExample;

        // <example>
        using FileStream stream = File.OpenRead(path);
        SdpProblem problem = ProblemReader.Read(stream, path).Problem;
        SdpSolution solution = SdpSolver.Solve(problem);

        CheckedPoint check = SolutionChecker.Check(
            problem, solution.Variables, solution.PrimalMatrix, solution.DualMatrix, solution.EqualityMultipliers);
        Console.WriteLine($"objective {check.Objective}, largest DIMACS error {check.Errors.Largest:E1}");
        // </example>
        Assert.Equal(4.0, check.Objective, 1e-6);
        Assert.Equal(solution.Errors, check.Errors);
    }

    private sealed class IterationCounter(Action<IterationReport> action) : IProgress<IterationReport>
    {
        public void Report(IterationReport value) => action(value);
    }
}
