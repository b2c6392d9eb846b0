using System.Globalization;

namespace SdpKit.Benchmarks.Lipschitz;

/// <summary>Times proved LipSDP bounds of networks that grow, as whole processes of the tool, and writes a table and pictures.</summary>
internal static class ScalingTable
{
    /// <summary>Options: --sdpkit FILE, --out FOLDER, --seed N, --threads N, --repeat K, --chains FOLDER, --largest N.</summary>
    public static void Run(string[] arguments)
    {
        string? Option(string name) => Array.IndexOf(arguments, name) is int i and >= 0 ? arguments[i + 1] : null;
        int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        string tool = Option("--sdpkit") ?? throw new ArgumentException("--sdpkit FILE is missing: the executable of the tool, compiled ahead of time.");
        string folder = Option("--out") ?? ".";
        (int seed, int threads, int repeat, int largest) = (Number("--seed", 1), Number("--threads", 2), Number("--repeat", 3), Number("--largest", int.MaxValue));
        List<string> lines =
        [
            FormattableString.Invariant($"# Time against neurons and depth\n"),
            FormattableString.Invariant($"`dotnet run -c Release --project bench/SdpKit.Benchmarks -- lipschitz --sdpkit FILE --out FOLDER --seed {seed} --threads {threads} --repeat {repeat}`: whole processes, medians.\n"),
            "| network | hidden neurons or layers | seconds | of it proofs | proved bound | relative gap | status | published, other machines |",
            "|---|--:|--:|--:|--:|--:|---|---|",
        ];
        Directory.CreateDirectory(folder);
        var runs = new List<ScalingRun>();
        foreach (ScalingCase scaling in ScalingCases.All(seed, Option("--chains")).Where(scaling => scaling.Size <= largest))
        {
            runs.Add(ScalingRun.Of(scaling, tool, threads, repeat));
            lines.Add(Row(runs[^1]));
            Console.WriteLine(lines[^1]);
        }

        ScalingRun[] deep = [.. runs.Where(run => run.Case.Family == ScalingCases.Chain)];
        File.WriteAllText(Path.Combine(folder, "neurons.svg"), ScalingPicture.Draw("Time against hidden neurons", "hidden neurons", [.. runs.Except(deep)]));
        File.WriteAllText(Path.Combine(folder, "depth.svg"), ScalingPicture.Draw("Time against depth", "layers", deep));
        File.WriteAllLines(Path.Combine(folder, "table.md"), [.. lines, "\n![Time against hidden neurons](neurons.svg)\n\n![Time against depth](depth.svg)"]);
    }

    private static string Row(ScalingRun run)
    {
        string published = string.Join(", ", run.Case.Published.Select(rival => FormattableString.Invariant($"{rival.Name}: {rival.Seconds} s")));
        string bound = run.Bound is { } value ? value.ToString("g9", CultureInfo.InvariantCulture) : "none";
        return FormattableString.Invariant($"| {run.Case.Family} | {run.Case.Size} | {run.Seconds:g3} | {run.ProofShare:P0} | {bound} | {run.RelativeGap:0.0e+00} | {run.Status} | {published} |");
    }
}
