using SdpKit.Cli.Benchmarking;

namespace SdpKit.Benchmarks.Performance;

/// <summary>Represents a family of problems of which one figure is measured against another.</summary>
/// <param name="Family">The letters that its problems' names begin with.</param>
/// <param name="Title">The family in words.</param>
/// <param name="SizeName">The letter of the size.</param>
/// <param name="Size">The size of a problem.</param>
internal sealed record GrowthStudy(string Family, string Title, string SizeName, Func<MeasuredRun, double> Size)
{
    private static readonly GrowthStudy[] Studies =
    [
        new("maxcut", "maximum cut of random graphs", "n", run => run.MatrixOrder),
        new("theta", "Lovász's theta number of random graphs", "m", run => run.VariableCount),
    ];

    /// <summary>Gets all studies with a figure each.</summary>
    public static IEnumerable<(GrowthStudy Study, GrowthFigure Figure)> All =>
        Studies.SelectMany(_ => GrowthFigure.All, (study, figure) => (study, figure));

    /// <summary>Gets a solver's points: sizes, ascending, and the figure, where its answer counts.</summary>
    public (double Size, double Value)[] Points(IEnumerable<ProblemComparison> problems, GrowthFigure figure, int solver) =>
    [
        .. from problem in problems
           where ProblemFamily.Of(problem.Problem) == Family
           let result = problem.Counted(solver)
           where result is not null
           let point = (Size(result.First), Value: figure.Value(result))
           where point.Value > 0.0
           orderby point.Item1
           select point,
    ];
}
