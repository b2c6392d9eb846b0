using SdpKit.Modeling.Terms;
using SdpKit.Verification;

namespace SdpKit.Modeling;

/// <summary>Evaluates expressions at values of variables and parameters, in compensated arithmetic and straight from what the caller wrote.</summary>
internal static class Evaluation
{
    /// <summary>Computes all entries, column by column.</summary>
    public static CompensatedSum[] Of(AffineExpression expression, ReadOnlySpan<double> variables, ReadOnlySpan<double> parameters)
    {
        SparseRows constant = expression.ConstantPart;
        var sums = new CompensatedSum[checked(constant.RowCount * constant.ColumnCount)];
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(constant))
        {
            sums[row + (constant.RowCount * column)].Add(value);
        }

        foreach (Term term in expression.Terms)
        {
            term.AddTo(sums, variables, parameters);
        }

        return sums;
    }
}
