using System.Collections.Immutable;
using System.Globalization;
using static System.FormattableString;

namespace SdpKit.Reporting;

/// <summary>Writes the table of a solve: a header, one line an iteration, a summary. Fixed width, invariant numbers.</summary>
internal sealed class SolveLog(TextWriter writer) : IProgress<IterationReport>
{
    public const string Header = " it    primal objective      dual objective  rel gap p.infeas d.infeas       mu p.step d.step     time";

    public void Start(SdpProblem problem, ImmutableArray<string> notes)
    {
        writer.WriteLine($"SdpKit: {Describe(problem)}");
        foreach (string note in notes)
        {
            writer.WriteLine("  " + note);
        }

        writer.WriteLine(Header);
    }

    public void Report(IterationReport value) => writer.WriteLine(Line(value));

    public void End(SdpSolution solution)
    {
        string worth = solution switch
        {
            { CertificateResidual: { } residual } => Invariant($"relative residual of the ray {residual:E1}"),
            { Errors: { } errors } => Invariant($"largest checked error {errors.Largest:E1}"),
            _ => "there was no time to check the errors",
        };
        writer.WriteLine(Invariant($"{solution.Status} in {solution.Statistics.Iterations} iterations, {solution.Statistics.Elapsed.TotalSeconds:F2} s; {worth}"));
    }

    public static string Line(IterationReport value) => string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Iteration,3} {value.PrimalObjective,19:E11} {value.DualObjective,19:E11} {value.RelativeGap,8:E1} {value.PrimalInfeasibility,8:E1} {value.DualInfeasibility,8:E1} {value.Mu,8:E1} {value.PrimalStep,6:F3} {value.DualStep,6:F3} {value.Elapsed.TotalSeconds,7:F2}s");

    private static string Describe(SdpProblem problem)
    {
        int semidefinite = problem.Blocks.Count(block => block.Kind == BlockKind.PositiveSemidefinite);
        int largest = problem.Blocks.Where(block => block.Kind == BlockKind.PositiveSemidefinite).Select(block => block.Order).DefaultIfEmpty(0).Max();
        long scalars = problem.Blocks.Where(block => block.Kind == BlockKind.Diagonal).Sum(block => (long)block.Order);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{problem.VariableCount} variables, {semidefinite} semidefinite blocks (largest order {largest}), {scalars} scalar inequalities, {problem.Equalities.RowCount} equalities");
    }
}
