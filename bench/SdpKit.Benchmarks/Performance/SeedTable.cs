using System.Globalization;
using System.Text;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Benchmarks.Performance;

/// <summary>Writes best rival over SdpKit, as whole processes, by family and seed: geometric means over the sizes.</summary>
internal static class SeedTable
{
    public static string Write(IReadOnlyCollection<ProblemComparison> problems)
    {
        string[] families = [.. problems.Select(problem => ProblemFamily.Of(problem.Problem)).Distinct()];
        StringBuilder table = new($"| seed | {string.Join(" | ", families)} | all | SdpKit counts | least ratio |\n|---|{string.Concat(Enumerable.Repeat("--:|", families.Length + 3))}\n");
        foreach (IGrouping<string, ProblemComparison> seed in problems.GroupBy(Seed))
        {
            ProblemComparison least = seed.MinBy(problem => problem.ProcessRatio)!;
            string[] means = [.. families.Select(family => Mean(seed.Where(problem => ProblemFamily.Of(problem.Problem) == family))), Mean(seed)];
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {seed.Key} | {string.Join(" | ", means)} | {seed.Count(problem => problem.ProcessSeconds is not null)} of {seed.Count()} | {least.ProcessRatio:F2} ({least.Problem}) |\n");
        }

        return table.ToString();
    }

    /// <summary>Gets the seed out of a name as <see cref="Families.FamilyFiles"/> makes it: family-size-seed.</summary>
    private static string Seed(ProblemComparison problem) => problem.Problem[(problem.Problem.LastIndexOf('-') + 1)..];

    private static string Mean(IEnumerable<ProblemComparison> problems) =>
        Averages.GeometricMean(problems.Select(problem => problem.ProcessRatio).OfType<double>())?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
}
