using SdpKit.Cli.Tests.Benchmarking;
using SdpKit.Formats;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Cli.Tests.Repository;

/// <summary>Holds the C# about models that the documentation shows, so that it is compiled and run.</summary>
public class ModellingExamples
{
    [Fact]
    public void Maximum_cut()
    {
        // <example>
        // How many edges of a cycle of five can be cut? At most this many (Goemans and Williamson 1995). L is the graph's Laplacian.
        double[,] laplacian = { { 2, -1, 0, 0, -1 }, { -1, 2, -1, 0, 0 }, { 0, -1, 2, -1, 0 }, { 0, 0, -1, 2, -1 }, { -1, 0, 0, -1, 2 } };

        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", order: 5);
        model.Require(y >> 0).Require(Diagonal(y) == 1);
        ModelSolution solution = model.Maximize(Trace(laplacian * y) / 4).Solve().EnsureOptimal();
        Console.WriteLine($"at most {solution.Objective:F4} of 5 edges");
        // </example>
        Assert.Equal(5.0 * Math.Pow(Math.Cos(Math.PI / 10.0), 2), solution.Objective, 1e-6);
    }

    [Fact]
    public void Theta_number()
    {
        // <example>
        // The Lovász theta number of the same graph, the square root of 5.
        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", order: 5);
        model.Require(y >> 0).Require(Trace(y) == 1).RequireAll(Enumerable.Range(0, 5).Select(i => y[i, (i + 1) % 5] == 0));
        ModelSolution solution = model.Maximize(Sum(y)).Solve().EnsureOptimal();
        Console.WriteLine($"theta = {solution.Objective:F4}");
        // </example>
        Assert.Equal(Math.Sqrt(5.0), solution.Objective, 1e-6);
    }

    [Fact]
    public void Lyapunov_inequality()
    {
        // <example>
        // A proof that x' = Ax is stable: V(x) = x'Px falls along every solution.
        double[,] a = { { -1, 2 }, { 0, -3 } };

        var model = new SdpModel();
        Variable p = model.AddSymmetricMatrix("P", order: 2);
        model.Require(p >> Identity(2)).Require((Transpose(a) * p) + (p * a) << -Identity(2));
        ModelSolution solution = model.Minimize(Trace(p)).Solve().EnsureOptimal();
        double[,] function = solution.Matrix(p);
        // </example>
        Assert.InRange(solution.Check().Largest, 0.0, 1e-7);
        Assert.InRange(function[0, 0], 1.0 - 1e-7, 2.0);
        Assert.Equal(solution.Bound, solution.Objective, 1e-6);
    }

    [Fact]
    public void Answer_in_the_words_of_the_model()
    {
        // <example>
        // The least trace of P with P - [1 2; 2 3] >= 0 and P_01 <= 1.
        double[,] m = { { 1.0, 2.0 }, { 2.0, 3.0 } };
        var model = new SdpModel();
        Variable p = model.AddSymmetricMatrix("P", order: 2);
        Constraint above = p >> m;
        Constraint limit = p[0, 1] <= 1.0;
        ModelSolution solution = model.Require(above).Require(limit).Minimize(Trace(p)).Solve();

        Console.WriteLine($"{solution.Status}. {solution.Advice}");
        double[,] value = solution.Matrix(p);
        double price = solution.Dual(limit)[0, 0];
        double[,] slack = solution.Slack(above);
        Console.WriteLine(solution.EnsureOptimal().Check());
        // </example>
        Assert.Equal(6.0, solution.Objective, 1e-6);
        Assert.Equal(-2.0, price, 1e-5);
        Assert.Equal(2.0, value[0, 0], 1e-5);
        Assert.Equal(1.0, slack[0, 0], 1e-5);
    }

    [Fact]
    public void Model_as_a_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("simplex.dat-s");

        // <example>
        // How far is a from the simplex x >= 0, x_0 + x_1 + x_2 = 1? The square of the distance is bounded by a variable, because the file has no quadratic objectives.
        double[] a = [0.9, 0.6, -0.3];
        var model = new SdpModel();
        Variable x = model.AddVector("x", count: 3);
        Variable distance = model.AddScalar("distance");
        model.Require(x >= 0).Require(Sum(x) == 1).Require(SumOfSquares(x - a) <= distance).Minimize(distance);

        using (FileStream stream = File.Create(path))
        {
            SdpaWriter.Write(model.Translate().Problem.WithEqualitiesAsInequalities(), stream);
        }
        // </example>
        using FileStream file = File.OpenRead(path);
        Assert.Equal(0.215, Math.Abs(SdpSolver.Solve(SdpaReader.Read(file).Problem).EnsureOptimal().Objective), 1e-5);
    }

    [Fact]
    public void Same_model_with_other_data()
    {
        // <example>
        // The trade-off between the fit to some data and the nuclear norm, which is small for matrices of low rank.
        double[,] data = { { 1.0, 2.0 }, { 2.0, 4.2 }, { 3.0, 5.9 } };
        var model = new SdpModel();
        Variable x = model.AddMatrix("X", rows: 3, columns: 2);
        Parameter weight = model.AddParameter("weight", 1.0, Sign.NonNegative);
        model.Minimize(SumOfSquares(x - data) + (weight * NuclearNorm(x)));

        ModelSolution[] curve = model.Translate().Sweep(weight, [0.1, 1.0, 10.0, 100.0]);
        // </example>
        double[] singular = [.. MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(data).Svd().S];
        Assert.Equal(
            new[] { 0.1, 1.0, 10.0, 100.0 }.Select(w => singular.Sum(s => s > w / 2.0 ? (w * s) - (w * w / 4.0) : s * s)),
            curve.Select(point => point.EnsureOptimal().Objective),
            (one, other) => Math.Abs(one - other) < 1e-5 * one);
    }
}
