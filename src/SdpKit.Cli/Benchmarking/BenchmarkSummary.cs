using System.Collections.Immutable;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents what a whole table comes to.</summary>
/// <param name="Families">The means by family, in alphabetical order.</param>
/// <param name="Overall">The means over all problems.</param>
/// <param name="FaceValueMean">The mean for whole processes where every rival that ended counts, whatever its errors.</param>
/// <param name="Unsolved">The problems where SdpKit's answer does not count.</param>
/// <param name="WithoutRival">The problems where no rival's answer counts and none ran into the limit.</param>
/// <param name="Slower">The problems where SdpKit's process is slower than the best rival's.</param>
/// <param name="FarSlower">Those where the best rival takes over a second and SdpKit more than twice as long.</param>
internal sealed record BenchmarkSummary(
    ImmutableArray<RatioMeans> Families,
    RatioMeans Overall,
    double? FaceValueMean,
    ImmutableArray<ProblemComparison> Unsolved,
    ImmutableArray<ProblemComparison> WithoutRival,
    ImmutableArray<ProblemComparison> Slower,
    ImmutableArray<ProblemComparison> FarSlower)
{
    private const double FarSlowerRatio = 0.5;
    private const double LongRivalSeconds = 1.0;

    public static BenchmarkSummary Of(ImmutableArray<ProblemComparison> problems) => new(
        [
            .. problems.GroupBy(problem => ProblemFamily.Of(problem.Problem))
                .OrderBy(family => family.Key, StringComparer.Ordinal)
                .Select(family => RatioMeans.Of(family.Key, [.. family])),
        ],
        RatioMeans.Of("all", problems),
        Averages.GeometricMean(problems.Select(problem => problem.FaceValueRatio).OfType<double>()),
        [.. problems.Where(problem => problem.ProcessSeconds is null)],
        [.. problems.Where(problem => problem.BestRivalSeconds is null)],
        [.. problems.Where(problem => problem.ProcessRatio < 1.0).OrderBy(problem => problem.ProcessRatio)],
        [.. problems.Where(problem => problem.BestRivalSeconds > LongRivalSeconds && problem.ProcessRatio < FarSlowerRatio).OrderBy(problem => problem.ProcessRatio)]);
}
