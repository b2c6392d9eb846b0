using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Formats;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Formats;
using SdpKit.Lipschitz.Robustness;
using SdpKit.Training;
using SdpKit.Training.Robustness;
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
        Console.WriteLine($"{solution.Status}: {solution.Objective:F6}, largest error {solution.Errors?.Largest:E1}");
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

    [Fact]
    public void Bound_and_its_certificate()
    {
        using var folder = new TemporaryFolder();
        string path = RepositoryFiles.FullPath("docs/examples/network.json");
        string certificatePath = folder.File("bound.json");

        // <example>
        Network network = NetworkReader.ReadFile(path).Network;
        CertifiedBound answer = LipschitzCertifier.Certify(network);
        Console.WriteLine(answer.Verified ? $"proved: {answer.Bound}" : $"only an estimate: {answer.Estimate}");
        if (answer.Certificate is { } certificate)
        {
            CertificateWriter.Write(certificate, certificatePath);
        }
        // </example>
        Assert.Equal(Networks.WalkthroughBound, answer.Bound!.Value, 1e-6);
        AssertAccepted(network, certificatePath);
    }

    private static void AssertAccepted(Network network, string certificatePath)
    {
        // <example>
        CertificateCheck check = CertificateVerifier.Verify(CertificateReader.Read(certificatePath), network);
        Console.WriteLine(check.IsAccepted ? "accepted" : check.Reason);
        // </example>
        Assert.True(check.IsAccepted);
    }

    [Fact]
    public void Certified_radii()
    {
        using var folder = new TemporaryFolder();
        string dataPath = folder.Write("points.csv", "3,1,0\n0.01,0,0\n1,20,1\n");
        Network network = Networks.Linear;

        // <example>
        LabelledData data = LabelledDataReader.ReadFile(dataPath);
        MarginBounds bounds = MarginBounds.Of(LipschitzCertifier.Certify(network).Certificate!);
        int certified = CertifiedRadii.Of(network, data, bounds).Count(point => point.IsCertifiedWithin(0.1));
        // </example>
        Assert.Equal(2, certified);
    }

    [Fact]
    public void Training_with_an_enforced_bound()
    {
        using var folder = new TemporaryFolder();
        string certificatePath = folder.File("trained.json");

        // <example>
        TrainingSet data = TrainingSet.OfClasses(PaperExamples.ThreeClasses(), classCount: 3);
        Network network = NetworkInitialization.Uniform([2, 10, 10, 3], Activation.Tanh, seed: 0);
        using var trainer = new Trainer(network, data, Loss.CrossEntropy, new TrainerOptions { LearningRate = 0.02 });
        network = trainer.Update(new LossUpdateRequest { Start = network, Epochs = 500 }).Network;

        var options = new LipschitzTrainingOptions { Goal = LipschitzGoal.Enforce(40.0), Iterations = 50, EpochsPerIteration = 100 };
        LipschitzTrainingResult result = LipschitzTraining.Run(network, trainer, options);
        CertificateWriter.Write(result.Certificate!, certificatePath);
        Console.WriteLine($"L <= {result.Certificate!.Bound}, proved; accuracy {Accuracy.Of(result.Network, PaperExamples.ThreeClasses()):P1}");
        // </example>
        Assert.InRange(result.Certificate.Bound, 39.0, 40.0);
        Assert.InRange(Accuracy.Of(result.Network, PaperExamples.ThreeClasses()), 0.9, 1.0);
        AssertAccepted(result.Network, certificatePath);
    }

    [Fact]
    public void Evaluation_of_a_classifier()
    {
        var data = new LabelledData([2], [3.0, 1.0, 0.01, 0.0, 1.0, 20.0], [0, 0, 1]);
        Network network = Networks.Linear;

        // <example>
        MarginBounds bounds = MarginBounds.Of(LipschitzCertifier.Certify(network).Certificate!);
        RobustnessEvaluation evaluation = RobustnessEvaluation.Of(network, data, bounds, new RobustnessOptions { Radii = [0.1, 0.5] });
        foreach (AccuracyCurve curve in evaluation.Curves)
        {
            Console.WriteLine($"{curve.Perturbation}: {string.Join(", ", curve.Accuracies)}");
        }
        // </example>
        Assert.Equal([2.0 / 3.0, 2.0 / 3.0], evaluation.Find(Perturbation.Any)!.Accuracies.AsEnumerable());
    }

    private sealed class IterationCounter(Action<IterationReport> action) : IProgress<IterationReport>
    {
        public void Report(IterationReport value) => action(value);
    }
}
