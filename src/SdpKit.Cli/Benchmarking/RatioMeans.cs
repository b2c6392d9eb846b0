namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents geometric means of best rival over SdpKit for a group of problems.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="ProblemCount">The number of problems in it.</param>
/// <param name="Process">The mean for whole processes.</param>
/// <param name="Solve">The mean for solves alone.</param>
internal sealed record RatioMeans(string Name, int ProblemCount, RatioMean Process, RatioMean Solve)
{
    public static RatioMeans Of(string name, IReadOnlyCollection<ProblemComparison> problems) => new(
        name, problems.Count, RatioMean.Of(problems.Select(problem => problem.ProcessRatio)), RatioMean.Of(problems.Select(problem => problem.SolveRatio)));
}
