namespace SdpKit.Modeling;

/// <summary>Represents how far a constraint is violated.</summary>
/// <param name="Name">The name it was required by.</param>
/// <param name="Kind">What it requires.</param>
/// <param name="Violation">Minus the least eigenvalue or entry where that is negative, or the largest absolute entry of an equality; 0 where the constraint holds.</param>
public sealed record ConstraintCheck(string Name, ConstraintKind Kind, double Violation);
