using System.Collections.Immutable;
using SdpKit.Formats;
using SdpKit.Verification;

namespace SdpKit.Cli.Output;

/// <summary>Represents what <c>check</c> tells about a solution file.</summary>
/// <param name="Status">What the point is, judged by the checker alone; null where it is nothing of use.</param>
/// <param name="Point">The objectives and errors of the point.</param>
/// <param name="CertificateResidual">The residual of the ray, where the point is one.</param>
internal sealed record CheckReport(SolveStatus? Status, CheckedPoint Point, double? CertificateResidual) : IReport
{
    /// <summary>The largest relative residual of a ray that proves infeasibility.</summary>
    private const double RayTolerance = 1e-8;

    /// <summary>How much larger than the tolerance the errors of a nearly optimal point may be.</summary>
    private const double NearFactor = 1000.0;

    /// <summary>Gets what the reader of the problem passed over or found odd.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Checks a point: as a solution and, where it is none, as a ray of infeasibility.</summary>
    public static CheckReport Of(SdpProblem problem, SolutionPoint point, double tolerance, CancellationToken cancellationToken)
    {
        ReadOnlySpan<double> x = point.Variables.AsSpan();
        ReadOnlySpan<double> v = point.EqualityMultipliers.AsSpan();
        CheckedPoint found = SolutionChecker.Check(problem, x, point.PrimalMatrix, point.DualMatrix, v, cancellationToken);
        if (found.Errors.Largest <= tolerance)
        {
            return new CheckReport(SolveStatus.Optimal, found, null);
        }

        double primal = SolutionChecker.PrimalInfeasibilityResidual(problem, point.DualMatrix, v, cancellationToken);
        if (primal <= RayTolerance)
        {
            return new CheckReport(SolveStatus.PrimalInfeasible, found, primal);
        }

        double dual = SolutionChecker.DualInfeasibilityResidual(problem, x, cancellationToken);
        if (dual <= RayTolerance)
        {
            return new CheckReport(SolveStatus.DualInfeasible, found, dual);
        }

        return new CheckReport(found.Errors.Largest <= NearFactor * tolerance ? SolveStatus.NearOptimal : null, found, null);
    }

    /// <inheritdoc/>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteString("status", Status?.ToString() ?? "Refused");
        json.WriteReal("objective", CertificateResidual is null ? Point.Objective : null);
        json.WriteReal("dualObjective", CertificateResidual is null ? Point.DualObjective : null);
        json.WriteReals("dimacsErrors", CertificateResidual is null ? Point.Errors.ToArray() : null);
        json.WriteReal("certificateResidual", CertificateResidual);
        json.WriteTexts("notes", Notes);
    });

    /// <inheritdoc/>
    public void WriteText(TextWriter output)
    {
        output.WriteField("status", $"{Status?.ToString() ?? "Refused"}");
        output.WriteNotes(Notes);
        if (CertificateResidual is { } residual)
        {
            output.WriteField("certificate", $"{residual:0.00e+00} (relative residual of the ray)");
            return;
        }

        output.WriteField("objective", $"{Point.Objective:R}");
        output.WriteField("dual objective", $"{Point.DualObjective:R}");
        output.WriteErrors(Point.Errors);
    }
}
