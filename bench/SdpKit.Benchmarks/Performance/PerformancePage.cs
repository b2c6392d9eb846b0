using System.Collections.Immutable;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Benchmarks.Performance;

/// <summary>Makes the tables of docs/performance.md, and the pictures beside the results, from what <c>sdpkit bench</c> measured.</summary>
internal static class PerformancePage
{
    /// <summary>Arguments: the page, and one or both of --growth FOLDER and --generated FOLDER.</summary>
    public static void Write(string[] arguments)
    {
        string? Option(string name) => Array.IndexOf(arguments, name) is int i and >= 0 ? arguments[i + 1] : null;
        string file = arguments[0];
        string page = File.ReadAllText(file);
        if (Option("--growth") is { } growth)
        {
            ImmutableArray<ProblemComparison> problems = BenchmarkResults.Read(growth);
            foreach ((GrowthStudy study, GrowthFigure figure) in GrowthStudy.All)
            {
                if (GrowthPicture.Draw(study, figure, problems) is { } picture)
                {
                    File.WriteAllText(Path.Combine(growth, $"{study.Family}-{figure.Name}.svg"), picture);
                }
            }

            page = MarkedSection.Replace(page, "growth", GrowthTable.Write(problems));
        }

        if (Option("--generated") is { } generated)
        {
            page = MarkedSection.Replace(page, "generated", SeedTable.Write(BenchmarkResults.Read(generated)));
        }

        File.WriteAllText(file, page);
    }
}
