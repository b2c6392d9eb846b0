namespace SdpKit.Verification;

/// <summary>Represents what the checker found out about a primal-dual point. Immutable and thread-safe.</summary>
/// <param name="Objective">The primal objective c'x + x'Qx/2.</param>
/// <param name="DualObjective">The dual objective &lt;F_0,Y> + b'v - x'Qx/2.</param>
/// <param name="Errors">The six DIMACS errors.</param>
public readonly record struct CheckedPoint(double Objective, double DualObjective, DimacsErrors Errors);
