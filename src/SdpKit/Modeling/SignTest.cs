using System.Globalization;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Finds out whether factors of convex expressions are non-negative, at all values that their parameters may take.</summary>
internal static class SignTest
{
    /// <summary>Throws where a factor is not a scalar without variables that is known to be at least 0.</summary>
    public static void RequireNonNegative(AffineExpression factor)
    {
        List<Entry> entries = [];
        foreach (Term term in factor.Terms)
        {
            term.Expand(entries);
        }

        if (!factor.IsScalar || entries.Any(entry => entry.Variable >= 0))
        {
            throw new ArgumentException($"Cannot multiply a convex expression by {factor}: expected a number, a scalar parameter, or a sum of multiples of these.");
        }

        if (entries.Find(entry => entry.Value != 0.0 && factor.Model!.ParameterOf(entry.Parameter).Sign == Sign.Unknown) is { Value: not 0.0 } unknown)
        {
            string name = factor.Model!.ParameterOf(unknown.Parameter).Name;
            throw new ArgumentException(
                $"Cannot multiply a convex expression by parameter {name}: the product is not convex where {name} has the wrong sign, and nothing is known about it. If it never has, declare that: AddParameter(\"{name}\", value, Sign.NonNegative).");
        }

        if (factor.Number < 0.0 || entries.Any(entry => SignOf(factor, entry) < 0))
        {
            throw new ArgumentException(factor.IsConstant
                ? string.Create(CultureInfo.InvariantCulture, $"Cannot multiply a convex expression by {factor.Number}: the product is not convex.")
                : $"Cannot multiply a convex expression by what may be negative ({factor}): the product is not convex.");
        }
    }

    private static int SignOf(AffineExpression factor, Entry entry) =>
        Math.Sign(entry.Value) * (factor.Model!.ParameterOf(entry.Parameter).Sign == Sign.NonNegative ? 1 : -1);
}
