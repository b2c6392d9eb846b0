using System.Collections.Immutable;

namespace SdpKit.InteriorPoint;

/// <summary>Represents what the loop ends with; the caller disposes the point.</summary>
/// <param name="Reason">Why the loop ended.</param>
/// <param name="Point">The best iterate, or the ray.</param>
/// <param name="Iterations">The iterations done.</param>
/// <param name="History">One report an iteration.</param>
internal sealed record InteriorPointResult(StopReason Reason, Iterate Point, int Iterations, ImmutableArray<IterationReport> History)
{
    /// <summary>Adds the iterations of another method.</summary>
    public InteriorPointResult With(IReadOnlyCollection<IterationReport> more) =>
        this with { Iterations = Iterations + more.Count, History = [.. History, .. more] };
}
