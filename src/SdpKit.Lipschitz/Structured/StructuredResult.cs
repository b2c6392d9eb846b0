using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Represents what the structured method found.</summary>
/// <param name="Point">A point inside the constraint, up to rounding.</param>
/// <param name="RelativeGap">(rho - dual objective) / rho, with what the dual equations lack counted against it.</param>
/// <param name="Iterations">The number of iterations.</param>
/// <param name="Status">Why it ended: Optimal where the gap is within the tolerance, else TimeLimit, IterationLimit or Stalled.</param>
internal sealed record StructuredResult(MultiplierPoint Point, double RelativeGap, int Iterations, SolveStatus Status);
