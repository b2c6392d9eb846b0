namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents geometric means of best rival over SdpKit for a group of problems.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="ProblemCount">The number of problems in it.</param>
/// <param name="ComparedCount">The number of those with a ratio: SdpKit's answer counts, and a rival's does or ran into the limit.</param>
/// <param name="SolveMean">The mean for SdpKit's solve alone; null without a ratio.</param>
/// <param name="ProcessMean">The mean for SdpKit as a whole process.</param>
internal sealed record RatioMeans(string Name, int ProblemCount, int ComparedCount, double? SolveMean, double? ProcessMean)
{
    public static RatioMeans Of(string name, IReadOnlyCollection<ProblemComparison> problems)
    {
        double[] solve = [.. problems.Select(problem => problem.SolveRatio).OfType<double>()];
        return new RatioMeans(
            name,
            problems.Count,
            solve.Length,
            Averages.GeometricMean(solve),
            Averages.GeometricMean(problems.Select(problem => problem.ProcessRatio).OfType<double>()));
    }
}
