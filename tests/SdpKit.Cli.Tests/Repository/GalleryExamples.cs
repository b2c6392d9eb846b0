using MathNet.Numerics.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Cli.Tests.Repository;

/// <summary>Holds the programs of docs/gallery.md, each with the value that its optimum must have.</summary>
public class GalleryExamples
{
    [Fact]
    public void Theta_of_the_Petersen_graph()
    {
        // <example>
        // The nodes of the Petersen graph are the pairs of {0..4}; an edge joins pairs that have nothing in common.
        (int, int)[] nodes = [.. from i in Enumerable.Range(0, 5) from j in Enumerable.Range(0, i) select (i, j)];
        bool AreJoined((int, int) one, (int, int) other) => one.Item1 != other.Item1 && one.Item1 != other.Item2 && one.Item2 != other.Item1 && one.Item2 != other.Item2;

        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", nodes.Length);
        model.Require(y >> 0).Require(Trace(y) == 1).RequireAll(
            from i in Enumerable.Range(0, nodes.Length) from j in Enumerable.Range(0, i) where AreJoined(nodes[i], nodes[j]) select y[i, j] == 0);
        double theta = model.Maximize(Sum(y)).Solve().EnsureOptimal().Objective;
        // </example>
        Assert.Equal(4.0, theta, 1e-6);
    }

    [Fact]
    public void Maximum_cut_with_rounding()
    {
        // <example>
        // A cycle of five with two chords. The relaxation bounds the cut from above, and a random hyperplane through the columns of its root rounds it to a cut.
        (int, int)[] edges = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 2), (1, 3)];

        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", order: 5);
        model.Require(y >> 0).Require(Diagonal(y) == 1);
        ModelSolution solution = model.Maximize(Sum(edges.Select(edge => (1.0 - y[edge.Item1, edge.Item2]) / 2))).Solve().EnsureOptimal();

        var eigen = Matrix<double>.Build.DenseOfArray(solution.Matrix(y)).Evd(Symmetricity.Symmetric);
        Matrix<double> root = eigen.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(eigen.EigenValues.Real().PointwiseMaximum(0.0).PointwiseSqrt());
        var random = new Random(1);
        int best = Enumerable.Range(0, 50).Max(_ =>
        {
            Vector<double> sides = root * Vector<double>.Build.Dense(5, k => random.NextDouble() - 0.5);
            return edges.Count(edge => sides[edge.Item1] * sides[edge.Item2] < 0.0);
        });
        Console.WriteLine($"{best} edges are cut, and no cut has more than {Math.Floor(solution.Objective + 1e-6)}");
        // </example>
        int greatest = Enumerable.Range(0, 32).Max(side => edges.Count(edge => ((side >> edge.Item1) & 1) != ((side >> edge.Item2) & 1)));
        Assert.Equal(greatest, best);
        Assert.InRange(solution.Objective, greatest - 1e-6, greatest / 0.878);
    }

    [Fact]
    public void Gain_of_a_control_system()
    {
        // <example>
        // The greatest gain of x' = Ax + Bu, y = Cx over all frequencies, by the bounded real lemma: a lightly damped oscillator.
        double[,] a = { { 0, 1 }, { -1, -0.2 } };
        double[,] b = { { 0 }, { 1 } };
        double[,] c = { { 1, 0 } };

        var model = new SdpModel();
        Variable p = model.AddSymmetricMatrix("P", order: 2);
        Variable square = model.AddScalar("square of the gain");
        AffineExpression decrease = (Transpose(a) * p) + (p * a) + (Transpose(c) * c);
        model.Require(p >> 0).Require(Blocks([decrease, p * b], [Transpose(b) * p, -square]) << 0);
        double gain = Math.Sqrt(model.Minimize(square).Solve().EnsureOptimal().Objective);
        // </example>
        Assert.Equal(1.0 / (0.2 * Math.Sqrt(1.0 - 0.01)), gain, 1e-5);
    }

    [Fact]
    public void Ellipsoid_of_least_volume()
    {
        // <example>
        // The ellipsoid |Ax - b| <= 1 of least volume around points: the greatest root of det A, since [A, Z; Z', diag(Z)] >= 0 with Z lower triangular gives det A >= Z_00 Z_11 Z_22.
        // A tree of [u, t; t, v] >= 0, which is uv >= t^2, takes their geometric mean t, with t itself in the place that the next power of two has too many.
        double[] signs = [-1.0, 1.0];
        double[][] points = [[0.5, 0.5, 1.0], .. from x in signs from y in signs from z in signs select new[] { 1.0 + (2.0 * x), y, 3.0 * z }];

        var model = new SdpModel();
        Variable a = model.AddSymmetricMatrix("A", order: 3);
        Variable b = model.AddVector("b", 3);
        Variable triangular = model.AddMatrix("Z", 3, 3);
        Variable t = model.AddScalar("t");
        model.RequireAll(points.Select(point => Norm((a * point) - b) <= 1.0));
        model.Require(Blocks([a, triangular], [Transpose(triangular), DiagonalMatrix(Diagonal(triangular))]) >> 0);
        model.Require(triangular[..1, 1..] == 0).Require(triangular[1, 2] == 0);
        for (AffineExpression[] level = [triangular[0, 0], triangular[1, 1], triangular[2, 2], t], means; level.Length > 1; level = means)
        {
            means = level.Length == 2 ? [t] : [.. level.Chunk(2).Select(_ => model.AddScalar("mean"))];
            model.RequireAll(level.Chunk(2).Zip(means, (pair, mean) => Blocks([pair[0], mean], [mean, pair[1]]) >> 0));
        }

        ModelSolution solution = model.Maximize(t).Solve().EnsureOptimal();
        double volume = 4.0 / 3.0 * Math.PI / Math.Pow(solution.Objective, 3);
        // </example>
        double expected = 4.0 / 3.0 * Math.PI * Math.Pow(3.0, 1.5) * 2.0 * 1.0 * 3.0;
        Assert.Equal(expected, volume, 1e-5 * expected);
        Assert.InRange(solution.Check().Largest, 0.0, 1e-6);
    }

    [Fact]
    public void Nearest_correlation_matrix()
    {
        // <example>
        // The positive semidefinite matrix with ones on the diagonal that is nearest to C (Higham 2002).
        double[,] c = { { 2, -1, 0, 0 }, { -1, 2, -1, 0 }, { 0, -1, 2, -1 }, { 0, 0, -1, 2 } };

        var model = new SdpModel();
        Variable x = model.AddSymmetricMatrix("X", order: 4);
        model.Require(x >> 0).Require(Diagonal(x) == 1).Minimize(SumOfSquares(x - c));
        double[,] nearest = model.Solve(new SolverSettings { Tolerance = 1e-9 }).EnsureOptimal().Matrix(x);
        // </example>
        double[,] published = { { 1.0, -0.8084, 0.1916, 0.1068 }, { -0.8084, 1.0, -0.6562, 0.1916 }, { 0.1916, -0.6562, 1.0, -0.8084 }, { 0.1068, 0.1916, -0.8084, 1.0 } };
        Assert.Equal(published.Cast<double>(), nearest.Cast<double>(), (one, other) => Math.Abs(one - other) < 6e-5);
    }

    [Fact]
    public void Stiffest_truss()
    {
        // <example>
        // Three bars hold a node under a horizontal load; their volume is 1. How thick should they be for the least compliance f'u?
        double[,] feet = { { -1, 0, 1 }, { 1, 1, 1 } };
        double[] load = [1, 0];
        double[] length = [Math.Sqrt(2), 1, Math.Sqrt(2)];

        // K = sum of t_i g_i g_i' with g_i = direction / root of the length: B diag(t) B'.
        double[,] g = new double[2, 3];
        for (int bar = 0; bar < 3; bar++)
        {
            (g[0, bar], g[1, bar]) = (feet[0, bar] / Math.Pow(length[bar], 1.5), feet[1, bar] / Math.Pow(length[bar], 1.5));
        }

        var model = new SdpModel();
        Variable thickness = model.AddVector("t", 3);
        Variable compliance = model.AddScalar("compliance");
        AffineExpression stiffness = g * DiagonalMatrix(thickness) * Transpose(g);
        model.Require(thickness >= 0).Require(InnerProduct(length, thickness) == 1);
        model.Require(Blocks([compliance, Transpose(load)], [load, stiffness]) >> 0);
        ModelSolution solution = model.Minimize(compliance).Solve().EnsureOptimal();
        // </example>
        Assert.Equal(4.0, solution.Objective, 1e-5);
        Assert.Equal(0.0, solution.Value(thickness[1]), 1e-4);
    }

    [Fact]
    public void Sensor_localisation()
    {
        // <example>
        // Where are two sensors, given distances to anchors and to each other? Z = [I, X; X', G] with G for X'X (Biswas, Ye 2004).
        double[][] anchors = [[0, 0], [1, 0], [0, 1]];
        double[][] sensors = [[0.3, 0.4], [0.7, 0.2]];
        double Square(double[] one, double[] other) => Math.Pow(one[0] - other[0], 2) + Math.Pow(one[1] - other[1], 2);

        var model = new SdpModel();
        Variable z = model.AddSymmetricMatrix("Z", order: 4);
        model.Require(z >> 0).Require(z[..2, ..2] == Identity(2));
        AffineExpression SquareOf(double[] v) => Transpose(v) * z * v;
        for (int sensor = 0; sensor < 2; sensor++)
        {
            foreach (double[] anchor in anchors)
            {
                model.Require(SquareOf([anchor[0], anchor[1], sensor == 0 ? -1 : 0, sensor == 1 ? -1 : 0]) == Square(anchor, sensors[sensor]), "distance");
            }
        }

        model.Require(SquareOf([0, 0, 1, -1]) == Square(sensors[0], sensors[1]));
        double[,] found = model.Solve().EnsureOptimal().Matrix(z[..2, 2..]);
        // </example>
        Assert.Equal([0.3, 0.7, 0.4, 0.2], found.Cast<double>(), (one, other) => Math.Abs(one - other) < 1e-4);
    }

    [Fact]
    public void Matrix_completion()
    {
        // <example>
        // A matrix of rank one, of which some entries are known: the least nuclear norm finds the others (Fazel, Hindi, Boyd 2001).
        double[] u = [1, -1, 1, 1];
        double[] v = [1, 1, -1, 1];
        (int Row, int Column)[] missing = [(0, 3), (2, 2), (3, 1)];

        var model = new SdpModel();
        Variable x = model.AddMatrix("X", rows: 4, columns: 4);
        model.RequireAll(from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) where !missing.Contains((i, j)) select x[i, j] == u[i] * v[j]);
        ModelSolution solution = model.Minimize(NuclearNorm(x)).Solve().EnsureOptimal();
        double[,] completed = solution.Matrix(x);
        // </example>
        Assert.Equal(4.0, solution.Objective, 1e-5);
        Assert.All(missing, place => Assert.Equal(u[place.Row] * v[place.Column], completed[place.Row, place.Column], 1e-3));
    }

    [Fact]
    public void Lower_bound_of_a_polynomial()
    {
        // <example>
        // The six-hump camel 4x^2 - 2.1x^4 + x^6/3 + xy - 4y^2 + 4y^4 is at least g if it is g plus a sum of squares m'Qm, m the monomials of degree up to 3.
        var camel = new Dictionary<(int, int), double> { [(2, 0)] = 4, [(4, 0)] = -2.1, [(6, 0)] = 1.0 / 3.0, [(1, 1)] = 1, [(0, 2)] = -4, [(0, 4)] = 4 };
        (int X, int Y)[] monomials = [.. from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4 - i) select (i, j)];

        var model = new SdpModel();
        Variable q = model.AddSymmetricMatrix("Q", monomials.Length);
        Variable bound = model.AddScalar("g");
        model.Require(q >> 0);
        foreach (var product in (from i in Enumerable.Range(0, 10) from j in Enumerable.Range(0, 10) select (i, j)).GroupBy(pair =>
            (monomials[pair.i].X + monomials[pair.j].X, monomials[pair.i].Y + monomials[pair.j].Y)))
        {
            AffineExpression coefficient = Sum(product.Select(pair => q[pair.i, pair.j]));
            model.Require((product.Key == (0, 0) ? coefficient + bound : coefficient) == camel.GetValueOrDefault(product.Key));
        }

        double least = model.Maximize(bound).Solve().EnsureOptimal().Objective;
        // </example>
        Assert.Equal(-1.0316284535, least, 1e-5);
    }

    [Fact]
    public void Robust_least_squares()
    {
        // <example>
        // The x with the least residual for the worst change of [A b] by at most rho in the Frobenius norm: |Ax - b| + rho |(x, 1)| (El Ghaoui, Lebret 1997).
        double[,] a = { { 1, 1 }, { 1, 1.01 }, { 1, 0.99 } };
        double[] b = [1, 2, 0];
        double rho = 0.5;

        var model = new SdpModel();
        Variable x = model.AddVector("x", 2);
        ModelSolution solution = model.Minimize(Norm((a * x) - b) + (rho * Norm(Stack(x, 1.0)))).Solve().EnsureOptimal();
        double[] robust = solution.Vector(x);
        // </example>
        double Worst(double first, double second) =>
            Math.Sqrt(Enumerable.Range(0, 3).Sum(i => Math.Pow((a[i, 0] * first) + (a[i, 1] * second) - b[i], 2))) + (rho * Math.Sqrt((first * first) + (second * second) + 1.0));
        Assert.Equal(Worst(robust[0], robust[1]), solution.Objective, 1e-6);
        Assert.Equal(solution.Bound, solution.Objective, 1e-6);
        Assert.All(Enumerable.Range(0, 8), k => Assert.True(Worst(robust[0] + (1e-2 * Math.Cos(k)), robust[1] + (1e-2 * Math.Sin(k))) >= solution.Objective - 1e-6));
    }

    [Fact]
    public void Experiment_design()
    {
        // <example>
        // At which points should a parabola be measured, for the least variance of its worst-known combination of coefficients (E-optimal)?
        double[] points = [.. Enumerable.Range(-10, 21).Select(k => k / 10.0)];
        double[,] powers = new double[3, points.Length];
        for (int k = 0; k < points.Length; k++)
        {
            (powers[0, k], powers[1, k], powers[2, k]) = (1.0, points[k], points[k] * points[k]);
        }

        var model = new SdpModel();
        Variable share = model.AddVector("share", points.Length);
        Variable least = model.AddScalar("least eigenvalue");
        model.Require(share >= 0).Require(Sum(share) == 1).Require(powers * DiagonalMatrix(share) * Transpose(powers) >> least * Identity(3));
        ModelSolution solution = model.Maximize(least).Solve().EnsureOptimal();
        // </example>
        Assert.Equal(0.2, solution.Objective, 1e-6);
        Assert.Equal(0.6, solution.Value(share[10]), 1e-3);
        Assert.Equal(0.2, solution.Value(share[0]), 1e-3);
    }

    [Fact]
    public void Lipschitz_bound_of_a_network()
    {
        string path = RepositoryFiles.FullPath("docs/examples/network.json");

        // <example>
        // LipSDP for one hidden layer: the least rho with [-rho I, W0'T; TW0, -2T + W1'W1] <= 0, T diagonal and non-negative; its root bounds the Lipschitz constant.
        Network network = NetworkReader.ReadFile(path).Network;
        double[,] w0 = Matrix<double>.Build.Dense(network.Layers[0].OutputSize, network.Layers[0].InputSize, (i, j) => network.Layers[0].Row(i)[j]).ToArray();
        double[,] w1 = Matrix<double>.Build.Dense(network.Layers[1].OutputSize, network.Layers[1].InputSize, (i, j) => network.Layers[1].Row(i)[j]).ToArray();

        var model = new SdpModel();
        Variable rho = model.AddScalar("rho");
        Variable t = model.AddDiagonalMatrix("T", network.Layers[0].OutputSize);
        model.Require(Diagonal(t) >= 0).Require(Blocks([-(rho * Identity(network.InputSize)), Transpose(w0) * t], [t * w0, (Transpose(w1) * w1) - (2.0 * t)]) << 0);
        double bound = Math.Sqrt(model.Minimize(rho).Solve().EnsureOptimal().Objective);
        // </example>
        Assert.Equal(Networks.WalkthroughBound, bound, 1e-6);
        Assert.Equal(LipschitzCertifier.Certify(network).Bound!.Value, bound, 1e-6);
    }
}
