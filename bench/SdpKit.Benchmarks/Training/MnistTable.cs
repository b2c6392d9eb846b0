using System.Globalization;
using System.Text.Json;
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
        MnistRun[] runs = [.. File.ReadLines(arguments[0]).Select(line => JsonSerializer.Deserialize<MnistRun>(line)!)];
        MnistRun[][] groups = [.. runs.GroupBy(run => run.Name).Select(group => group.DistinctBy(run => run.Seed).OrderBy(run => run.Seed).ToArray())];
        Console.WriteLine("| run | seeds | accuracy, % | each | L, mean | L, most | product bound | iterations proved at most at | KKT residual |");
        Console.WriteLine("|---|---|---:|---|---:|---:|---:|---:|---:|");
        foreach (MnistRun[] group in groups)
        {
            string proved = group[0].Iterations == 0 ? "|" : Text($"{group.Sum(run => run.Iterations)}: {group.Max(run => run.LargestBound):F4} | {group.Max(run => run.LargestKktResidual):0.0e+00}");
            string each = string.Join(", ", group.Select(run => Percent(run.Evaluation.CleanAccuracy)));
            Console.WriteLine(Text(
                $"| {group[0].Name} | {Seeds(group)} | {Percent(group.Average(run => run.Evaluation.CleanAccuracy))} | {each} | {group.Average(run => run.Bound):F2} | {group.Max(run => run.Bound):F4} | {group.Average(run => run.ProductBound):F1} | {proved} |"));
        }

        foreach (Perturbation kind in Enum.GetValues<Perturbation>())
        {
            PrintCurves(groups, kind, isPooled: true);
            PrintCurves(groups, kind, isPooled: false);
        }
    }

    private static void PrintCurves(MnistRun[][] groups, Perturbation kind, bool isPooled)
    {
        MnistRun[][] measured = [.. groups.Where(group => group[0].Evaluation.Find(kind, isPooled) is not null)];
        if (measured.Length == 0)
        {
            return;
        }

        AccuracyCurve first = measured[0][0].Evaluation.Find(kind, isPooled)!;
        Console.WriteLine();
        Console.WriteLine(Text($"{kind}{(isPooled ? " before pooling" : "")}, accuracy in %:"));
        Console.WriteLine();
        Console.WriteLine($"| run | {string.Join(" | ", first.Levels.Select(level => Text($"{level:G3}")))} |");
        Console.WriteLine($"|---|{string.Concat(first.Levels.Select(_ => "---:|"))}");
        foreach (MnistRun[] group in measured)
        {
            IEnumerable<string> means = Enumerable.Range(0, first.Levels.Length).Select(i => Percent(group.Average(run => run.Evaluation.Find(kind, isPooled)!.Accuracies[i])));
            Console.WriteLine($"| {group[0].Name} | {string.Join(" | ", means)} |");
        }
    }

    private static string Seeds(MnistRun[] group) => string.Join(", ", group.Select(run => run.Seed));

    private static string Percent(double fraction) => Text($"{100.0 * fraction:F2}");

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}
