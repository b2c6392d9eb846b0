using System.Diagnostics;
using System.Globalization;
using SdpKit.Modeling;

namespace SdpKit.Benchmarks.Solving;

/// <summary>Prints what writing a problem as a model costs beside writing it by hand: medians of interleaved rounds, and bytes that stay.</summary>
internal static class ModelTable
{
    private const int Rounds = 7;

    /// <summary>Arguments: parts of the names of the cases to measure; none for all.</summary>
    public static void Run(string[] names)
    {
        Console.WriteLine("| problem | form | build model, ms | solve model, ms | build/solve | build by hand, ms | solve by hand, ms | solve ratio | kept, model kB | kept, by hand kB | kept ratio |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (ModelCase one in ModelCase.All.Where(one => names.Length == 0 || names.Any(name => one.Name.Contains(name, StringComparison.Ordinal))))
        {
            Console.WriteLine(Measure(one));
        }
    }

    private static string Measure(ModelCase one)
    {
        double[] building = new double[Rounds], solving = new double[Rounds], buildingByHand = new double[Rounds], solvingByHand = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            (TranslatedModel translated, building[round]) = Timed(() => one.Model().Translate());
            (ModelSolution solution, solving[round]) = Timed(() => translated.Solve().EnsureOptimal());
            (SdpProblem problem, buildingByHand[round]) = Timed(one.ByHand);
            (SdpSolution byHand, solvingByHand[round]) = Timed(() => SdpSolver.Solve(problem).EnsureOptimal());
            if (Math.Abs(Math.Abs(solution.Objective) - Math.Abs(byHand.Objective)) > 1e-5 * (1.0 + Math.Abs(byHand.Objective)))
            {
                throw new InvalidOperationException($"{one.Name}: the model has the optimum {solution.Objective}, the problem built by hand {byHand.Objective}.");
            }
        }

        (double kept, double keptByHand) = (Kept(() => one.Model().Translate()), Kept(one.ByHand));
        (double build, double solve, double buildByHand, double solveByHand) = (Median(building), Median(solving), Median(buildingByHand), Median(solvingByHand));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {one.Name} | {one.Model().Translate().Form} | {build:F1} | {solve:F1} | {build / solve:P0} | {buildByHand:F1} | {solveByHand:F1} | {solve / solveByHand:F2} | {kept:F0} | {keptByHand:F0} | {kept / keptByHand:F2} |");
    }

    private static (T Result, double Milliseconds) Timed<T>(Func<T> action)
    {
        long start = Stopwatch.GetTimestamp();
        T result = action();
        return (result, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Measures what stays of an object with all that it holds, in kB: the median of several, because the collector counts a thread's 8 kB to allocate in as used.</summary>
    private static double Kept<T>(Func<T> make)
        where T : class => Median([.. Enumerable.Range(0, Rounds).Select(_ => KeptOnce(make))]);

    private static double KeptOnce<T>(Func<T> make)
        where T : class
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        T kept = make();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (after - before) / 1e3;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
