using SdpKit.Benchmarks.Families;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Benchmarks.Solving;

/// <summary>Represents a problem that is written as a model and by hand.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Model">Makes the model, from data at hand.</param>
/// <param name="ByHand">Makes the same problem with <see cref="SdpProblemBuilder"/>.</param>
internal sealed record ModelCase(string Name, Func<SdpModel> Model, Func<SdpProblem> ByHand)
{
    public static ModelCase[] All => [MaximumCut(500), Theta(150), Completion(100, 2000), Control(60)];

    private static ModelCase MaximumCut(int order)
    {
        SdpProblem problem = MaximumCutFamily.Make(order, new Random(1));
        double[,] quarter = Constant(problem);
        return new ModelCase($"max-cut n={order}", () =>
        {
            var model = new SdpModel();
            Variable y = model.AddSymmetricMatrix("Y", order);
            return model.Require(y >> 0).Require(Diagonal(y) == 1).Maximize(Trace(quarter * y));
        }, () => MaximumCutFamily.Make(order, new Random(1)));
    }

    private static ModelCase Theta(int order)
    {
        SdpProblem problem = ThetaFamily.Make(order, new Random(1));
        (int Row, int Column)[] edges = [.. Enumerable.Range(0, problem.Coefficients[0].Rows.Length)
            .Where(k => k >= problem.Coefficients[0].Starts[2]).Select(k => (problem.Coefficients[0].Rows[k], problem.Coefficients[0].Columns[k]))];
        return new ModelCase($"theta n={order}", () =>
        {
            var model = new SdpModel();
            Variable y = model.AddSymmetricMatrix("Y", order);
            return model.Require(y >> 0).Require(Trace(y) == 1).RequireAll(edges.Select(edge => y[edge.Row, edge.Column] == 0)).Maximize(Sum(y));
        }, () => ThetaFamily.Make(order, new Random(1)));
    }

    /// <summary>The matrix of least nuclear norm with given entries: [U, X; X', V] >= 0 with the least (tr U + tr V)/2.</summary>
    private static ModelCase Completion(int order, int count)
    {
        var random = new Random(1);
        double[,] left = Uniform(random, order, 3);
        double[,] right = Uniform(random, 3, order);
        int[] places = [.. Enumerable.Range(0, order * order)];
        random.Shuffle(places);
        (int Row, int Column, double Value)[] known = [.. places.Take(count).Order().Select(place => (place / order, place % order)).Select(place =>
            (place.Item1, place.Item2, Enumerable.Range(0, 3).Sum(k => left[place.Item1, k] * right[k, place.Item2])))];
        return new ModelCase($"completion {order} x {order}, {count} known", () =>
        {
            var model = new SdpModel();
            Variable x = model.AddMatrix("X", order, order);
            return model.RequireAll(known.Select(entry => x[entry.Row, entry.Column] == entry.Value)).Minimize(NuclearNorm(x));
        }, () =>
        {
            var builder = new SdpProblemBuilder(count);
            int block = builder.AddSemidefiniteBlock(2 * order);
            for (int k = 0; k < 2 * order; k++)
            {
                builder.AddEntry(SdpProblem.Constant, block, k, k, -0.5);
            }

            for (int k = 0; k < count; k++)
            {
                builder.AddEntry(k, block, order + known[k].Column, known[k].Row, 0.5);
                builder.SetObjective(k, known[k].Value);
            }

            return builder.Build();
        });
    }

    private static ModelCase Control(int states)
    {
        SdpProblem problem = ControlFamily.Make(states, new Random(1));
        int order = problem.Blocks[0].Order;
        double[,] constant = Constant(problem);
        (double[,] a, double[,] b) = ControlFamily.System(states, new Random(1));
        return new ModelCase($"H-infinity n={states}", () =>
        {
            var model = new SdpModel();
            Variable p = model.AddSymmetricMatrix("P", states);
            Variable gain = model.AddScalar("g");
            AffineExpression corner = -(p * b);
            return model.Require(p >> 0)
                .Require(Blocks([-(Transpose(a) * p) - (p * a), corner], [Transpose(corner), gain * Identity(order - states)]) >> constant)
                .Minimize(gain);
        }, () => ControlFamily.Make(states, new Random(1)));
    }

    /// <summary>Reads F_0 of the first block.</summary>
    private static double[,] Constant(SdpProblem problem)
    {
        BlockCoefficients coefficients = problem.Coefficients[0];
        var constant = new double[problem.Blocks[0].Order, problem.Blocks[0].Order];
        for (int k = 0; k < coefficients.Starts[1]; k++)
        {
            constant[coefficients.Rows[k], coefficients.Columns[k]] = constant[coefficients.Columns[k], coefficients.Rows[k]] = coefficients.Values[k];
        }

        return constant;
    }

    private static double[,] Uniform(Random random, int rows, int columns)
    {
        var matrix = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                matrix[row, column] = (2.0 * random.NextDouble()) - 1.0;
            }
        }

        return matrix;
    }
}
