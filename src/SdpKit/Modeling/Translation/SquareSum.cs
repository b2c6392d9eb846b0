using SdpKit.Modeling.Atoms;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Represents a weighted sum of squares of affine scalars.</summary>
/// <param name="Atom">What the caller wrote.</param>
/// <param name="Squares">What is added up to be squared, a scalar each.</param>
internal sealed record SquareSum(WeightedAtom Atom, Entry[][] Squares)
{
    /// <summary>Writes out the entries of a matrix. Of a symmetric one the lower triangle is enough, with a factor of root two off the diagonal.</summary>
    public static SquareSum Of(WeightedAtom atom)
    {
        AffineExpression expression = atom.Argument;
        List<Entry> entries = ConstantEntries.Of(expression);
        foreach (Term term in expression.Terms)
        {
            term.Expand(entries);
        }

        if (expression.RowCount > 1 && SymmetryTest.Violation(expression) is null)
        {
            entries = [.. entries.Where(entry => entry.Row >= entry.Column).Select(entry => entry.Row == entry.Column ? entry : entry with { Value = Math.Sqrt(2.0) * entry.Value })];
        }

        return new SquareSum(atom, [.. entries.GroupBy(entry => (entry.Row, entry.Column)).Select(square => square.ToArray())]);
    }

    /// <summary>Evaluates the factor, as data whose change needs the problem to be made anew.</summary>
    public double WeightIn(ProblemAssembly assembly)
    {
        double weight = assembly.Number(Atom.Weight, Atom.Parameter);
        return weight >= 0.0 ? weight : throw new ArgumentException($"A parameter makes the factor of a convex expression {weight}: it must not be negative.");
    }
}
