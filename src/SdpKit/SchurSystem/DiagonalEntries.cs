using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms one row of the Schur complement from a single diagonal entry where all later terms are single diagonal entries: H = P o Q on the index set.</summary>
internal static unsafe class DiagonalEntries
{
    /// <summary>Fills <paramref name="values"/> with <c>&lt;F_i, T></c> for the term and all after it.</summary>
    public static void Form(SparseTerms terms, int term, MatrixView p, MatrixView q, double* values)
    {
        int entry = terms.Starts[term];
        ReadOnlySpan<int> rows = terms.Rows.AsSpan(entry);
        ReadOnlySpan<double> weights = terms.Weights.AsSpan(entry);
        double* pColumn = p.Column(rows[0]);
        double* qColumn = q.Column(rows[0]);

        // Both weights are halved because they are on the diagonal.
        double scale = 4.0 * weights[0];
        for (int k = 0; k < rows.Length; k++)
        {
            values[k] = scale * weights[k] * pColumn[rows[k]] * qColumn[rows[k]];
        }
    }
}
