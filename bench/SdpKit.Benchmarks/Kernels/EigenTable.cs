using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.LinearAlgebra;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>Prints how long symmetric eigenvalues and eigenvectors take beside OpenBLAS (dsyevd) and MathNet: the best of interleaved runs, one thread unless told otherwise.</summary>
internal static unsafe class EigenTable
{
    private const int Rounds = 9;

    private static readonly int[] Orders = [16, 32, 64, 128, 256, 400, 512, 1000];

    /// <summary>Options: --threads N.</summary>
    public static void Run(string[] arguments)
    {
        int threads = arguments is ["--threads", string text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
        OpenBlas? blas = OpenBlas.TryLoad();
        blas?.SetThreads(threads);
        using KernelContext context = new(threads, CancellationToken.None);
        Console.WriteLine("| order | values, ms | with vectors, ms | OpenBLAS, ms | MathNet, ms | OpenBLAS/own | MathNet/own |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (int order in Orders)
        {
            Console.WriteLine(Measure(order, context, blas));
        }
    }

    private static string Measure(int n, KernelContext context, OpenBlas? blas)
    {
        Random random = new(n);
        Matrix<double> half = Matrix<double>.Build.Dense(n, n, (_, _) => random.NextDouble() - 0.5);
        Matrix<double> matrix = half + half.Transpose();
        double[] entries = matrix.ToColumnMajorArray();
        using AlignedBuffer a = new((nint)n * n);
        using AlignedBuffer values = new(n);
        using AlignedBuffer workspace = new(Math.Max(SymmetricEigen.DecomposeWorkspaceLength(n), (2 * (nint)n * n) + (6 * n) + 1));
        using AlignedBuffer integers = new((5 * n) + 3);
        MatrixView Copy()
        {
            entries.CopyTo(new Span<double>(a.Data, n * n));
            return a.AsMatrix(n, n);
        }

        double best = double.PositiveInfinity, bestVectors = best, bestBlas = best, bestMathNet = best;
        for (int round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Time(n, () => SymmetricEigen.Values(Copy(), values.Data, workspace.Data)));
            bestVectors = Math.Min(bestVectors, Time(n, () => SymmetricEigen.Decompose(Copy(), values.Data, workspace.Data, context)));
            bestBlas = blas is null ? double.NaN : Math.Min(bestBlas, Time(n, () => blas.Decompose(n, Copy().Data, values.Data, workspace.Data, (int*)integers.Data)));
            bestMathNet = round > 2 && n > 512 ? bestMathNet : Math.Min(bestMathNet, Time(n, () => matrix.Evd(Symmetricity.Symmetric)));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {n} | {best:F3} | {bestVectors:F3} | {bestBlas:F3} | {bestMathNet:F3} | {bestBlas / bestVectors:F2} | {bestMathNet / bestVectors:F1} |");
    }

    private static double Time(int n, Action action)
    {
        int repeats = (int)Math.Clamp(1e6 / Math.Pow(n, 3), 1, 100);
        action();
        Stopwatch watch = Stopwatch.StartNew();
        for (int k = 0; k < repeats; k++)
        {
            action();
        }

        return watch.Elapsed.TotalMilliseconds / repeats;
    }
}
