using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Training;

namespace SdpKit.Benchmarks.Training;

/// <summary>Prints times and optimality of single Lipschitz updates of networks trained on MNIST, the bound a tenth of the network's own: medians of some.</summary>
internal static class UpdateTable
{
    private const int Rounds = 5;
    private const double Ratio = 0.1;

    private static readonly string[] Shapes = ["196-50-10", "196-100-30-10", "784-50-50-10", "784-128-128-10", "784-256-256-10"];

    /// <summary>Arguments: the folder of MNIST, and networks such as 196-50-10; some usual ones without any.</summary>
    public static void Run(string folder, string[] shapes)
    {
        Console.WriteLine("| network | L before | L | update, s | iterations | KKT residual | proved |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---|");
        foreach (string shape in shapes.Length == 0 ? Shapes : shapes)
        {
            ImmutableArray<int> sizes = [.. shape.Split('-').Select(int.Parse)];
            Network network = Train(MnistImages.Read(folder, sizes[0], isChoice: false).Training, sizes);
            CertifiedBound free = LipschitzCertifier.Certify(network, new CertifyOptions { FindsLowerBound = false });
            double bound = Ratio * free.Bound!.Value;
            ImmutableArray<ImmutableArray<double>> multipliers = Scaled(free.Certificate!.Parts[0].Multipliers, Ratio);
            LipschitzUpdateResult result = LipschitzUpdate.Enforce(network, multipliers, bound);
            double[] times = [.. Enumerable.Range(0, Rounds).Select(_ => Seconds(() => LipschitzUpdate.Enforce(network, multipliers, bound)))];
            string proved = result.Certificate?.Bound <= bound ? "yes" : "no";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {shape} | {free.Bound:F2} | {bound:F3} | {times.Order().ElementAt(Rounds / 2):F3} | {result.Iterations} | {result.KktResidual:0.0e+00} | {proved} |"));
        }
    }

    private static Network Train(LabelledData images, ImmutableArray<int> sizes)
    {
        Network start = NetworkInitialization.Uniform(sizes, Activation.Tanh, 0);
        using var trainer = new Trainer(start, TrainingSet.OfClasses(images, 10), Loss.CrossEntropy);
        return trainer.Update(new LossUpdateRequest { Start = start }).Network;
    }

    /// <summary>Makes the multipliers of the network whose layers are scaled alike so that its bound is ratio times as large.</summary>
    private static ImmutableArray<ImmutableArray<double>> Scaled(ImmutableArray<ImmutableArray<double>> multipliers, double ratio)
    {
        int layers = multipliers.Length + 1;
        return [.. multipliers.Select((layer, l) => layer.Select(value => Math.Pow(ratio, 2.0 * (layers - 1 - l) / layers) * Math.Max(value, 1e-6 * layer.Max())).ToImmutableArray())];
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
