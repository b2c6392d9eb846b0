using System.Diagnostics;
using System.Globalization;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Benchmarks.Solving;

/// <summary>Prints what 100 solves with 100 values of a parameter cost on one structure, beside 100 models that are built and solved.</summary>
internal static class SweepTable
{
    private const int Count = 100;
    private const int Rounds = 11;

    public static void Run()
    {
        Console.WriteLine("| Lyapunov function of order | one build and solve, ms | 100 of them, ms | sweep on one thread, ms | / builds | sweep, ms | / builds |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (int order in new[] { 4, 8, 16 })
        {
            double[] weights = [.. Enumerable.Range(1, Count).Select(k => 0.02 * k)];
            Action builds = () =>
            {
                foreach (double weight in weights)
                {
                    Make(order, weight).Model.Solve().EnsureOptimal();
                }
            };
            Action<SolverSettings> sweep = settings =>
            {
                (SdpModel model, Parameter parameter) = Make(order, 1.0);
                model.Translate().Sweep(parameter, weights.Select(weight => (AffineExpression)weight), settings);
            };
            Action alone = () => sweep(new SolverSettings { Threads = 1 });
            Action together = () => sweep(new SolverSettings());
            builds();
            alone();
            together();
            double[][] times = [.. Enumerable.Range(0, Rounds).Select(_ => new[] { Milliseconds(builds), Milliseconds(alone), Milliseconds(together) })];
            double[] medians = [.. Enumerable.Range(0, 3).Select(k => times.Select(round => round[k]).Order().ElementAt(Rounds / 2))];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {order} | {medians[0] / Count:F2} | {medians[0]:F1} | {medians[1]:F1} | {medians[1] / medians[0]:P0} | {medians[2]:F1} | {medians[2] / medians[0]:P0} |"));
        }
    }

    /// <summary>minimize trace P + w P_00 with P >= I and A'P + PA &lt;= -w I.</summary>
    private static (SdpModel Model, Parameter Weight) Make(int order, double weight)
    {
        var random = new Random(1);
        double[,] a = new double[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                a[i, j] = ((random.NextDouble() - 0.5) / Math.Sqrt(order)) - (i == j ? 2.0 : 0.0);
            }
        }

        var model = new SdpModel();
        Parameter parameter = model.AddParameter("w", weight);
        Variable p = model.AddSymmetricMatrix("P", order);
        model.Require(p >> Identity(order)).Require((Transpose(a) * p) + (p * a) << -(parameter * Identity(order)));
        return (model.Minimize(Trace(p) + (parameter * p[0, 0])), parameter);
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
