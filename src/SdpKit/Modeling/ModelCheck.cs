using System.Collections.Immutable;
using System.Globalization;

namespace SdpKit.Modeling;

/// <summary>Represents how far each constraint of a model is violated at a solution. Immutable and thread-safe.</summary>
/// <param name="Constraints">The constraints, in the order they were required; a bound of a norm comes with its matrix inequality.</param>
public sealed record ModelCheck(ImmutableArray<ConstraintCheck> Constraints)
{
    /// <summary>So many lines are read.</summary>
    private const int Most = 20;

    /// <summary>Gets the largest violation; 0 where there are no constraints.</summary>
    public double Largest => Constraints.Select(constraint => constraint.Violation).DefaultIfEmpty(0.0).Max();

    /// <summary>Writes one line a constraint; of many only those that are violated most, in their order, and how many more there are.</summary>
    public override string ToString()
    {
        double[] violations = [.. Constraints.Select(constraint => constraint.Violation).OrderDescending()];
        if (violations.Length <= Most)
        {
            return string.Join('\n', Constraints.Select(Line));
        }

        IEnumerable<string> worst = Constraints.Where(constraint => !(constraint.Violation <= violations[Most])).Select(Line);
        return string.Join('\n', worst.Append(string.Create(CultureInfo.InvariantCulture, $"and {violations.Length - Most} more, none above {violations[Most]:E1}")));
    }

    private static string Line(ConstraintCheck constraint) => string.Create(CultureInfo.InvariantCulture, $"{constraint.Violation:E1}  {constraint.Kind}  {constraint.Name}");
}
