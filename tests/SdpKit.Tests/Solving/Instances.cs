using MathNet.Numerics.LinearAlgebra;
using SdpKit.Tests.Verification;

namespace SdpKit.Tests.Solving;

/// <summary>Makes problems that have strictly feasible points on both sides, so that their optima are attained.</summary>
internal static class Instances
{
    /// <summary>Random coefficient matrices in two semidefinite blocks, with x and Y given first and F_0 and c made to fit.</summary>
    public static DenseProblem Random(int seed)
    {
        var random = new Random(seed);
        int variables = random.Next(1, 7);
        int[] orders = [random.Next(2, 6), random.Next(2, 9)];
        var problem = new DenseProblem(variables, orders);
        Vector<double> x = RandomMatrices.Normal(random, variables, 1).Column(0);
        for (int b = 0; b < orders.Length; b++)
        {
            Matrix<double> dual = RandomMatrices.Normal(random, orders[b], orders[b]);
            dual = dual * dual.Transpose() / orders[b];
            problem.Constant[b] = -Matrix<double>.Build.DenseIdentity(orders[b]);
            for (int i = 0; i < variables; i++)
            {
                problem.Coefficients[i][b] = RandomMatrices.Symmetric(random, orders[b]);
                problem.Constant[b] += x[i] * problem.Coefficients[i][b];
                problem.Objective[i] += problem.Coefficients[i][b].PointwiseMultiply(dual).Enumerate().Sum();
            }
        }

        return problem;
    }

    /// <summary>The theta number of a random graph as maximize &lt;J,Y>, trace Y = 1, Y_ij = 0 on edges; J is given as a product of rank one.</summary>
    public static SdpProblem Theta(int order, double density, int seed)
    {
        var random = new Random(seed);
        List<(int Row, int Column)> edges = [];
        for (int row = 1; row < order; row++)
        {
            for (int column = 0; column < row; column++)
            {
                if (random.NextDouble() < density)
                {
                    edges.Add((row, column));
                }
            }
        }

        var builder = new SdpProblemBuilder(1 + edges.Count);
        int block = builder.AddSemidefiniteBlock(order);
        builder.SetObjective(0, 1.0);
        for (int i = 0; i < order; i++)
        {
            builder.AddEntry(0, block, i, i, 1.0);
        }

        for (int k = 0; k < edges.Count; k++)
        {
            builder.AddEntry(k + 1, block, edges[k].Row, edges[k].Column, 1.0);
        }

        builder.AddLowRank(SdpProblem.Constant, block, Enumerable.Repeat(1.0, order).ToArray(), [1.0]);
        return builder.Build();
    }

    /// <summary>The relaxation of the maximum cut of a cycle with random chords: minimize sum x_i, diag(x) - L/4 >= 0.</summary>
    public static SdpProblem MaximumCut(int order, int seed)
    {
        var random = new Random(seed);
        var builder = new SdpProblemBuilder(order);
        int block = builder.AddSemidefiniteBlock(order);
        for (int i = 0; i < order; i++)
        {
            builder.SetObjective(i, 1.0);
            builder.AddEntry(i, block, i, i, 1.0);
            foreach (int j in new[] { (i + 1) % order, (i + 2 + random.Next(order - 3)) % order })
            {
                builder.AddEntry(SdpProblem.Constant, block, i, i, 0.25);
                builder.AddEntry(SdpProblem.Constant, block, j, j, 0.25);
                builder.AddEntry(SdpProblem.Constant, block, i, j, -0.25);
            }
        }

        return builder.Build();
    }

    /// <summary>The least trace of a Lyapunov function of a stable system: minimize trace P, P >= I, -(A'P + PA) >= I.</summary>
    public static SdpProblem Lyapunov(int order, int seed)
    {
        Matrix<double> system = (RandomMatrices.Normal(new Random(seed), order, order) / (2.0 * Math.Sqrt(order))) - (2.0 * Matrix<double>.Build.DenseIdentity(order));
        var builder = new SdpProblemBuilder(order * (order + 1) / 2);
        int bound = builder.AddSemidefiniteBlock(order);
        int decrease = builder.AddSemidefiniteBlock(order);
        int variable = 0;
        for (int row = 0; row < order; row++)
        {
            builder.AddEntry(SdpProblem.Constant, bound, row, row, 1.0);
            builder.AddEntry(SdpProblem.Constant, decrease, row, row, 1.0);
            for (int column = 0; column <= row; column++, variable++)
            {
                builder.SetObjective(variable, row == column ? 1.0 : 0.0);
                builder.AddEntry(variable, bound, row, column, 1.0);
                var unit = Matrix<double>.Build.Dense(order, order);
                unit[row, column] = unit[column, row] = 1.0;
                builder.AddMatrix(variable, decrease, -((system.Transpose() * unit) + (unit * system)));
            }
        }

        return builder.Build();
    }

    /// <summary>A chain of blocks of order 5, each with five variables and the first of the next: the Schur complement is sparse.</summary>
    public static SdpProblem Chain(int length, int seed)
    {
        var random = new Random(seed);
        var builder = new SdpProblemBuilder((5 * length) + 1);
        double[] objective = new double[builder.VariableCount];
        for (int k = 0; k < length; k++)
        {
            int block = builder.AddSemidefiniteBlock(5);
            for (int i = 5 * k; i <= 5 * (k + 1); i++)
            {
                // x = 0 and Y = I are strictly feasible.
                Matrix<double> coefficient = RandomMatrices.Symmetric(random, 5);
                builder.AddMatrix(i, block, coefficient);
                objective[i] += coefficient.Trace();
            }

            for (int i = 0; i < 5; i++)
            {
                builder.AddEntry(SdpProblem.Constant, block, i, i, -1.0);
            }
        }

        builder.SetObjective(objective);
        return builder.Build();
    }
}
