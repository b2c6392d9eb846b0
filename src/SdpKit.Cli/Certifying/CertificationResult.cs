using System.Collections.Immutable;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Certifying;

/// <summary>Represents what <c>certify</c> found.</summary>
/// <param name="Plan">What was asked for.</param>
/// <param name="Bounds">The bounds of each method that ran to its end, at least one.</param>
/// <param name="Margins">The bounds of the margins between two outputs, those that were reached.</param>
/// <param name="Iterations">The iterations of all solves for <see cref="Bound"/>.</param>
/// <param name="IsCancelled">Whether the work was interrupted.</param>
internal sealed record CertificationResult(
    CertificationPlan Plan,
    ImmutableArray<CertifiedBound> Bounds,
    ImmutableArray<MarginBound> Margins,
    ImmutableArray<IterationReport> Iterations,
    bool IsCancelled)
{
    /// <summary>Gets the bound of the method that was asked for; of the one before where that was interrupted.</summary>
    public CertifiedBound Last => Bounds[^1];

    /// <summary>Gets the least bound that is proved, the later of two that are alike; the last one where none is.</summary>
    public CertifiedBound Bound => Bounds.Reverse().Where(bound => bound.Verified).MinBy(bound => bound.Bound) ?? Last;

    /// <summary>Gets the certified radii of the points; null where there are no points, or no proof.</summary>
    public RadiusSummary? Radii { get; init; }

    /// <summary>Gets a value indicating whether everything that was asked for is proved.</summary>
    public bool IsProved => Bound.Verified && Margins.All(margin => margin.Bound.Verified);

    /// <summary>Gets how the solves ended: the worst of all.</summary>
    public SolveStatus Status => Margins.Select(margin => margin.Bound).Append(Last).Max(bound => bound.Status);
}
