using System.Collections.Immutable;
using System.Globalization;

namespace SdpKit.Modeling;

/// <summary>Represents how far each constraint of a model is violated at a solution. Immutable and thread-safe.</summary>
/// <param name="Constraints">The constraints, in the order they were required; a bound of a norm comes with its matrix inequality.</param>
public sealed record ModelCheck(ImmutableArray<ConstraintCheck> Constraints)
{
    /// <summary>Gets the largest violation; 0 where there are no constraints.</summary>
    public double Largest => Constraints.Select(constraint => constraint.Violation).DefaultIfEmpty(0.0).Max();

    /// <summary>Writes one line a constraint.</summary>
    public override string ToString() => string.Join(
        '\n',
        Constraints.Select(constraint => string.Create(CultureInfo.InvariantCulture, $"{constraint.Violation:E1}  {constraint.Kind}  {constraint.Name}")));
}
