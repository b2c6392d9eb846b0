using System.Diagnostics;
using System.Globalization;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>
/// Prints how fast each kernel is beside a rival and beside our own product: medians of interleaved runs. On one thread the rival is OpenBLAS,
/// on more it is the same kernel on one thread: OpenBLAS's threads spin for a while after a call and would take the processors from ours.
/// </summary>
internal static unsafe class KernelTable
{
    private static Func<List<double>, double> s_statistic = Median;

    private static readonly int[] Orders = [10, 24, 50, 131, 250, 500, 517, 1000, 2000, 4000];

    private delegate void Kernel(KernelCase operands, KernelContext context);

    private delegate void Rival(KernelCase operands, OpenBlas blas);

    private sealed record Row(string Name, double CubicOperations, Kernel Own, Rival? Rival);

    private static readonly Row[] Rows =
    [
        new("product", 2, (o, c) => MatrixProduct.Multiply(1, o.A, false, o.Factor, false, 0, o.Work, c), (o, b) => b.Multiply(o.Order, o.A.Data, o.Factor.Data, o.Work.Data)),
        new("product, A'", 2, (o, c) => MatrixProduct.Multiply(1, o.A, true, o.Factor, false, 0, o.Work, c), null),
        new("product, B'", 2, (o, c) => MatrixProduct.Multiply(1, o.A, false, o.Factor, true, 0, o.Work, c), null),
        new("symmetric product", 1, (o, c) => SymmetricProduct.MultiplyLower(1, o.A, false, o.Factor, false, 0, o.Work, c), null),
        new("rank update", 1, (o, c) => SymmetricRankUpdate.UpdateLower(1, o.A, false, 0, o.Work, c), (o, b) => b.RankUpdate(o.Order, o.A.Data, o.Work.Data)),
        new("rank-2 update", 2, (o, c) => SymmetricRank2Update.UpdateLower(1, o.A, o.Factor, false, 0, o.Work, c), null),
        new("solve", 1, (o, c) => TriangularSolve.SolveLower(o.Factor, false, o.Work, c), (o, b) => b.Solve(o.Order, o.Factor.Data, o.Work.Data)),
        new("solve, right, L'", 1, (o, c) => TriangularSolve.SolveLowerRight(o.Factor, true, o.Work, c), (o, b) => b.SolveRight(o.Order, o.Factor.Data, o.Work.Data)),
        new("triangular inverse", 1 / 3.0, (o, c) => TriangularInverse.InvertLower(o.Work, c), (o, b) => b.Invert(o.Order, o.Work.Data)),
        new("symmetric inverse", 2 / 3.0, (o, c) => SymmetricInverse.FromCholesky(o.Work, o.Work, c), (o, b) => b.InvertSymmetric(o.Order, o.Work.Data)),
        new("Cholesky", 1 / 3.0, (o, c) => Cholesky.Factor(o.Work, c), (o, b) => b.Factor(o.Order, o.Work.Data)),
    ];

    /// <summary>Options: --threads N, --orders 131,517, --filter TEXT, --best (instead of the median: for a machine with other work to do).</summary>
    public static void Run(string[] arguments)
    {
        string? Option(string name) => Array.IndexOf(arguments, name) is int i and >= 0 ? arguments[i + 1] : null;
        int threads = int.Parse(Option("--threads") ?? "1", CultureInfo.InvariantCulture);
        int[] orders = Option("--orders")?.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray() ?? Orders;
        string filter = Option("--filter") ?? "";
        s_statistic = arguments.Contains("--best") ? values => values.Max() : Median;
        OpenBlas? blas = threads > 1 ? null : OpenBlas.TryLoad();
        blas?.SetThreads(1);
        using KernelContext oneThread = new(1, CancellationToken.None);
        using KernelContext context = new(threads, CancellationToken.None);
        string statistic = arguments.Contains("--best") ? "fastest" : "medians";
        Console.WriteLine($"lanes {context.Rung.Lanes}, threads {threads}; Gflop/s, {statistic} of interleaved runs");
        string rival = threads > 1 ? "one thread" : "OpenBLAS";
        Console.WriteLine($"| kernel | order | own | {rival} | own/{rival} | own/product |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (int order in orders)
        {
            using KernelCase operands = new(order);
            foreach (Row row in Rows.Where(row => row.Name.Contains(filter, StringComparison.Ordinal)))
            {
                Action? other = (threads, row.Rival, blas) switch
                {
                    (> 1, _, _) => () => row.Own(operands, oneThread),
                    (_, { } call, { } library) => () => call(operands, library),
                    _ => null,
                };
                Console.WriteLine(Measure(row, operands, context, other));
            }
        }
    }

    private static string Measure(Row row, KernelCase operands, KernelContext context, Action? rival)
    {
        Action own = () => row.Own(operands, context);
        Action product = () => Rows[0].Own(operands, context);
        double operations = row.CubicOperations * Math.Pow(operands.Order, 3);
        int repeats = (int)Math.Clamp(2e6 / operations, 1, 1000);
        int rounds = (int)Math.Clamp(4e10 / Math.Pow(operands.Order, 3), 3, 25);
        List<double> owns = [], rivals = [], products = [];
        WarmUp(own, operands);
        for (int round = 0; round < rounds; round++)
        {
            double ownRate = Rate(own, operands, operations, repeats);
            double rivalRate = rival is null ? double.NaN : Rate(rival, operands, operations, repeats);
            double productRate = Rate(product, operands, Rows[0].CubicOperations * Math.Pow(operands.Order, 3), repeats);
            owns.Add(ownRate);
            rivals.Add(rivalRate);
            products.Add(productRate);
        }

        double o = s_statistic(owns), r = s_statistic(rivals), p = s_statistic(products);
        return string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {operands.Order} | {o:F2} | {r:F2} | {o / r:F2} | {o / p:F2} |");
    }

    /// <summary>Lets the just-in-time compiler finish: 30 calls and a tenth of a second per tier.</summary>
    private static void WarmUp(Action kernel, KernelCase operands)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 100 && Stopwatch.GetElapsedTime(start).TotalSeconds < 2; i++)
        {
            operands.Reset();
            kernel();
            if (operands.Order < 300)
            {
                Thread.Sleep(3);
            }
        }
    }

    private static double Rate(Action kernel, KernelCase operands, double operations, int repeats)
    {
        // Each repetition starts from fresh values: repeated solves would end in denormal numbers. The copy is not timed unless the
        // kernel is so short that the clock could not resolve it; then it is a small part.
        long ticks = 0;
        for (int i = 0; i < repeats; i++)
        {
            operands.Reset();
            long start = Stopwatch.GetTimestamp();
            kernel();
            ticks += Stopwatch.GetTimestamp() - start;
        }

        return operations * repeats / (ticks / (double)Stopwatch.Frequency) / 1e9;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
