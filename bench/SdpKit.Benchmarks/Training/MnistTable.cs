using System.Globalization;
using System.Text.Json;
using SdpKit.Cli.Reporting;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Robustness;

namespace SdpKit.Benchmarks.Training;

/// <summary>Trains networks on MNIST, keeps what they came to in a file, and prints means over the seeds.</summary>
internal static class MnistTable
{
    /// <summary>Arguments: the folder of MNIST, the file of results to append to, and options of <see cref="MnistSetting"/>.</summary>
    public static void Run(string[] arguments)
    {
        (string folder, string file) = (arguments[0], arguments[1]);
        (LabelledData Training, LabelledData Test)? images = null;
        foreach (MnistSetting setting in MnistSetting.Parse(arguments[2..]))
        {
            images ??= MnistImages.Read(folder, setting.Sizes[0], setting.IsChoice);
            MnistRun run = new MnistSession(setting, images.Value.Training, images.Value.Test).Run();
            File.AppendAllText(file, JsonSerializer.Serialize(run) + "\n");
            Console.WriteLine(Text($"{run.Name}, seed {run.Seed}: {100.0 * run.Evaluation.CleanAccuracy:F2} % at L = {run.Bound:G5}, {run.Seconds:F1} s"));
        }
    }

    /// <summary>Prints what a file of results holds as Markdown. Argument: the file.</summary>
    public static void Print(string[] arguments)
    {
        MnistRun[][] groups = Read(arguments[0]);
        Console.WriteLine("| run | seeds | accuracy, % | each | L, mean | L, most | product bound | iterations proved at most at | KKT residual |");
        Console.WriteLine("|---|---|---:|---|---:|---:|---:|---:|---:|");
        foreach (MnistRun[] group in groups)
        {
            string proved = group[0].Iterations == 0 ? "|" : Text($"{group.Sum(run => run.Iterations)}: {group.Max(run => run.LargestBound):F4} | {group.Max(run => run.LargestKktResidual):0.0e+00}");
            string each = string.Join(", ", group.Select(run => Percent(run.Evaluation.CleanAccuracy)));
            Console.WriteLine(Text(
                $"| {group[0].Name} | {Seeds(group)} | {Percent(group.Average(run => run.Evaluation.CleanAccuracy))} | {each} | {group.Average(run => run.Bound):F2} | {group.Max(run => run.Bound):F4} | {group.Average(run => run.ProductBound):F1} | {proved} |"));
        }

        (string Name, RobustnessEvaluation? Mean)[] means = [.. groups.Select(group => (group[0].Name, MeanOf(group)))];
        foreach (Perturbation kind in Enum.GetValues<Perturbation>())
        {
            PrintCurves(means, kind, isPooled: true);
            PrintCurves(means, kind, isPooled: false);
        }
    }

    /// <summary>Draws what a file of results holds. Arguments: the file, the beginning of the pictures' names, and the runs to draw, each NAME=>LABEL.</summary>
    public static void Draw(string[] arguments)
    {
        string[][] runs = [.. arguments[2..].Select(pair => pair.Split("=>"))];
        MnistRun[][] groups = Read(arguments[0]);
        (string Name, RobustnessEvaluation?)[] means = [.. runs.Select(run => (run[1], MeanOf(groups.Single(group => group[0].Name == run[0]))))];
        File.WriteAllText(arguments[1] + "-noise.svg", RobustnessPicture.Draw(means, Perturbation.GaussianNoise, isPooled: true));
        File.WriteAllText(arguments[1] + "-attacks.svg", RobustnessPicture.Draw(means, Perturbation.ProjectedGradient));
    }

    /// <summary>Reads results: the runs of each setting, one for each seed.</summary>
    private static MnistRun[][] Read(string file) =>
    [
        .. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<MnistRun>(line)!)
            .GroupBy(run => run.Name)
            .Select(group => group.DistinctBy(run => run.Seed).OrderBy(run => run.Seed).ToArray()),
    ];

    /// <summary>Makes the means of some runs' accuracies.</summary>
    private static RobustnessEvaluation MeanOf(MnistRun[] runs)
    {
        RobustnessEvaluation first = runs[0].Evaluation;
        return first with
        {
            CleanAccuracy = runs.Average(run => run.Evaluation.CleanAccuracy),
            Curves = [.. first.Curves.Select((curve, c) => curve with { Accuracies = [.. curve.Levels.Select((_, i) => runs.Average(run => run.Evaluation.Curves[c].Accuracies[i]))] })],
        };
    }

    private static void PrintCurves((string Name, RobustnessEvaluation? Mean)[] means, Perturbation kind, bool isPooled)
    {
        (string Name, AccuracyCurve? Curve)[] curves = [.. means.Select(mean => (mean.Name, mean.Mean?.Find(kind, isPooled))).Where(pair => pair.Item2 is not null)];
        if (curves.Length == 0)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine(Text($"{kind}{(isPooled ? " before pooling" : "")}, accuracy in %:"));
        Console.WriteLine();
        Console.WriteLine($"| run | {string.Join(" | ", curves[0].Curve!.Levels.Select(level => Text($"{level:G3}")))} |");
        Console.WriteLine($"|---|{string.Concat(curves[0].Curve!.Levels.Select(_ => "---:|"))}");
        foreach ((string name, AccuracyCurve? curve) in curves)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", curve!.Accuracies.Select(Percent))} |");
        }
    }

    private static string Seeds(MnistRun[] group) => string.Join(", ", group.Select(run => run.Seed));

    private static string Percent(double fraction) => Text($"{100.0 * fraction:F2}");

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
