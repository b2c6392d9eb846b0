using System.Diagnostics;
using System.Globalization;
using SdpKit.Formats;

namespace SdpKit.Benchmarks.Solving;

/// <summary>Prints how much of a solve <see cref="SdpSolver.Prepare"/> saves the next ones: medians of interleaved solves with an objective of their own each.</summary>
internal static class PreparedTable
{
    private const int Rounds = 7;

    /// <summary>Arguments: problem files; without any, a chain of 4000 blocks.</summary>
    public static void Run(string[] files)
    {
        Console.WriteLine("| problem | prepare, ms | solve, ms | prepared solve, ms | saved |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        if (files.Length == 0)
        {
            Console.WriteLine(Measure("chain of 4000 blocks", Chain(4000)));
        }

        foreach (string file in files)
        {
            using FileStream stream = File.OpenRead(file);
            Console.WriteLine(Measure(Path.GetFileNameWithoutExtension(file), ProblemReader.Read(stream, file).Problem));
        }
    }

    private static string Measure(string name, SdpProblem problem)
    {
        SdpProblem prepared = SdpSolver.Prepare(problem);
        double[] preparing = new double[Rounds], fresh = new double[Rounds], kept = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            double[] objective = problem.Objective.ToArray();
            objective[0] *= 1.0 + (0.001 * round);
            preparing[round] = Milliseconds(() => SdpSolver.Prepare(problem));
            fresh[round] = Milliseconds(() => SdpSolver.Solve(problem.WithObjective(objective)));
            kept[round] = Milliseconds(() => SdpSolver.Solve(prepared.WithObjective(objective)));
        }

        (double prepare, double solve, double preparedSolve) = (Median(preparing), Median(fresh), Median(kept));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {prepare:F1} | {solve:F1} | {preparedSolve:F1} | {(solve - preparedSolve) / solve:P0} |");
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    /// <summary>Blocks of order 5 with five variables each and the first of the next; x = 0 and Y = I are strictly feasible.</summary>
    private static SdpProblem Chain(int length)
    {
        const int Order = 5;
        var random = new Random(1);
        var builder = new SdpProblemBuilder((Order * length) + 1);
        double[] objective = new double[builder.VariableCount];
        for (int k = 0; k < length; k++)
        {
            int block = builder.AddSemidefiniteBlock(Order);
            for (int row = 0; row < Order; row++)
            {
                builder.AddEntry(SdpProblem.Constant, block, row, row, -1.0);
                for (int column = 0; column <= row; column++)
                {
                    for (int i = Order * k; i <= Order * (k + 1); i++)
                    {
                        double value = (2.0 * random.NextDouble()) - 1.0;
                        builder.AddEntry(i, block, row, column, value);
                        objective[i] += row == column ? value : 0.0;
                    }
                }
            }
        }

        builder.SetObjective(objective);
        return builder.Build();
    }
}
