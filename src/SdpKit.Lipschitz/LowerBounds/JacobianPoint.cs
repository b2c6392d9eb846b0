using System.Collections.Immutable;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Represents a point and the norm of the Jacobian there, rounded down: a lower bound of the Lipschitz constant.</summary>
internal sealed record JacobianPoint(double Norm, ImmutableArray<double> Point);
