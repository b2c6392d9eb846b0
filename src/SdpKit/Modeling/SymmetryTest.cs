using System.Collections.Immutable;
using SdpKit.Modeling.Terms;
using SdpKit.Verification;

namespace SdpKit.Modeling;

/// <summary>Finds out whether an expression is symmetric at all values of its variables.</summary>
/// <remarks>
/// What does not show by the way a term is written is evaluated at one point with entries drawn at random, and there multiplied by a random vector: (E - E')v is affine in the variables
/// and linear in v, and such a function that is not 0 everywhere is 0 only on a set of measure zero, which a random point misses with probability one (Schwartz 1980; Freivalds 1977). So
/// the work is that of the terms, not that of all entries.
/// </remarks>
internal static class SymmetryTest
{
    /// <summary>How far sums of entries may differ, relative to the largest: rounding in the caller's data, not a mistake.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Sums below this may have lost digits to underflow: 2^-600.</summary>
    private const double Tiny = 2.4099198651028841e-181;

    /// <summary>What the random vector is multiplied by until the sums are neither too large nor too small.</summary>
    private static readonly double[] Scales = [1.0, Math.ScaleB(1.0, 700), Math.ScaleB(1.0, -700)];

    /// <summary>Finds an entry below the diagonal that differs from its mirror; null where there is none.</summary>
    public static (int Row, int Column)? Violation(AffineExpression expression)
    {
        int order = expression.RowCount;
        if (order != expression.ColumnCount)
        {
            return (expression.RowCount - 1, 0);
        }

        ImmutableArray<Term> doubtful = expression.Terms.RemoveAll(term => term.IsEvidentlySymmetric);
        if (order == 1 || (doubtful.IsEmpty && IsDiagonal(expression.ConstantPart)))
        {
            return null;
        }

        SdpModel? model = expression.Model;
        double[] variables = model?.VariableSample.First(1 + doubtful.Select(term => term.LastVariable).DefaultIfEmpty(-1).Max()) ?? [];
        double[] parameters = model?.ParameterSample.First(model.ParameterCount) ?? [];
        AffineExpression vector = new RandomSequence(3).First(order);
        var doubted = new AffineExpression(expression.Model, expression.ConstantPart, doubtful);
        (int row, bool differs, _) = Scales
            .Select(scale => Compare(doubted.BeforeConstant(scale * vector), doubted.Transposed().BeforeConstant(scale * vector)))
            .FirstOrDefault(found => found.Largest is >= Tiny and <= double.MaxValue);
        if (!differs)
        {
            return null;
        }

        // The row differs from the column, and so does an entry from its mirror.
        int column = Compare(doubted[row..(row + 1), ..].Transposed(), doubted[.., row..(row + 1)]).Place;
        return (Math.Max(row, column), Math.Min(row, column));

        // Finds the first place where two columns differ; where they do not, that of the largest distance.
        (int Place, bool Differs, double Largest) Compare(AffineExpression left, AffineExpression right)
        {
            CompensatedSum[] lefts = Evaluation.Of(left, variables, parameters);
            CompensatedSum[] rights = Evaluation.Of(right, variables, parameters);
            double largest = lefts.Concat(rights).Max(sum => Math.Abs(sum.Value));
            double[] distances = [.. lefts.Zip(rights, (one, other) => Math.Abs(one.Value - other.Value))];
            int first = Array.FindIndex(distances, distance => distance > Tolerance * largest);
            return (first >= 0 ? first : Array.IndexOf(distances, distances.Max()), first >= 0, largest);
        }
    }

    private static bool IsDiagonal(SparseRows matrix) => SparseAlgebra.Entries(matrix).All(entry => entry.Row == entry.Column);
}
