using System.Runtime.InteropServices;
using SdpKit.Modeling.Atoms;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Represents a weighted sum of squares of affine scalars.</summary>
/// <param name="Atom">What the caller wrote.</param>
/// <param name="Count">The number of squares.</param>
/// <param name="Entries">What is added up to be squared; the row is the number of the square.</param>
internal sealed record SquareSum(WeightedAtom Atom, int Count, List<Entry> Entries)
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

        // Places where there is nothing need no square.
        var squares = new int[checked(expression.RowCount * expression.ColumnCount)];
        foreach (Entry entry in entries)
        {
            squares[Place(entry)] = 1;
        }

        int count = 0;
        for (int place = 0; place < squares.Length; place++)
        {
            squares[place] = squares[place] > 0 ? count++ : -1;
        }

        foreach (ref Entry entry in CollectionsMarshal.AsSpan(entries))
        {
            entry = entry with { Row = squares[Place(entry)], Column = 0 };
        }

        return new SquareSum(atom, count, entries);

        int Place(Entry entry) => entry.Row + (expression.RowCount * entry.Column);
    }

    /// <summary>Evaluates the factor, as data whose change needs the problem to be made anew.</summary>
    public double WeightIn(ProblemAssembly assembly)
    {
        List<Entry> entries = ConstantEntries.Of(Atom.Weight);
        foreach (Term term in Atom.Weight.Terms)
        {
            term.Expand(entries);
        }

        double weight = entries.Sum(entry => assembly.Number(entry.Value, entry.Parameter));
        FiniteData.Check(weight);
        return weight;
    }
}
