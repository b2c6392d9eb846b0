using SdpKit.Modeling.Terms;
using SdpKit.Verification;

namespace SdpKit.Modeling;

/// <summary>Finds out whether an expression is symmetric at all values of its variables.</summary>
/// <remarks>
/// What does not show by the way a term is written is evaluated at one point with entries drawn at random: E - E' is affine, and an affine function that is not 0 everywhere is 0 only
/// on a hyperplane, which such a point misses with probability one (Schwartz 1980).
/// </remarks>
internal static class SymmetryTest
{
    /// <summary>How far entries may differ, relative to the largest: rounding in the caller's data, not a mistake.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Finds an entry below the diagonal that differs from its mirror; null where there is none.</summary>
    public static (int Row, int Column)? Violation(AffineExpression expression)
    {
        int order = expression.RowCount;
        if (order != expression.ColumnCount)
        {
            return (expression.RowCount - 1, 0);
        }

        if (order == 1)
        {
            return null;
        }

        Term[] doubtful = [.. expression.Terms.Where(term => !term.IsEvidentlySymmetric)];
        if (doubtful.Length == 0 && IsDiagonal(expression.ConstantPart))
        {
            return null;
        }

        var random = new Random(1);
        double[] variables = Draw(random, 1 + doubtful.Select(term => term.LastVariable).DefaultIfEmpty(-1).Max());
        double[] parameters = Draw(random, expression.Model?.ParameterCount ?? 0);
        CompensatedSum[] sums = Evaluation.Of(expression.ConstantPart, doubtful, variables, parameters);
        double largest = sums.Max(sum => Math.Abs(sum.Value));
        for (int column = 0; column < order; column++)
        {
            for (int row = column + 1; row < order; row++)
            {
                if (Math.Abs(sums[row + (order * column)].Value - sums[column + (order * row)].Value) > Tolerance * largest)
                {
                    return (row, column);
                }
            }
        }

        return null;
    }

    private static bool IsDiagonal(SparseRows matrix) => SparseAlgebra.Entries(matrix).All(entry => entry.Row == entry.Column);

    private static double[] Draw(Random random, int count)
    {
        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            values[k] = random.NextDouble() + 0.5;
        }

        return values;
    }
}
