namespace SdpKit.LinearAlgebra;

/// <summary>Forms L^-1 D L^-T for matrices small enough to do without blocking.</summary>
internal static unsafe class SymmetricCongruence
{
    /// <summary>Computes the lower triangle of L^-1 D L^-T.</summary>
    /// <param name="l">L, n x n, lower triangle.</param>
    /// <param name="d">D, n x n, both triangles filled.</param>
    /// <param name="result">Receives the result, n x n, overlapping neither; what is above the diagonal is meaningless.</param>
    /// <param name="workspace">n^2 + n doubles.</param>
    public static void Form(MatrixView l, MatrixView d, MatrixView result, double* workspace)
    {
        int n = l.Rows;
        double* row = workspace;
        MatrixView half = new(workspace + n, n, n, n);

        // Twice B := B L^-T, column by column, once on D and once on the transpose of what comes out.
        for (int j = 0; j < n; j++)
        {
            VectorOperations.Copy(d.Column(j), half.Column(j), n);
            SolveColumn(l, j, half, 0, row);
        }

        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                *result.At(i, j) = *half.At(j, i);
            }

            SolveColumn(l, j, result, j, row);
        }
    }

    // Column j of B L^-T from its earlier columns: b_j := (b_j - sum_(k<j) l_jk b_k) / l_jj, rows from firstRow on.
    private static void SolveColumn(MatrixView l, int j, MatrixView b, int firstRow, double* row)
    {
        for (int k = 0; k < j; k++)
        {
            row[k] = *l.At(j, k);
        }

        int rows = b.Rows - firstRow;
        double* column = b.At(firstRow, j);
        MatrixVectorProduct.Multiply(-1.0, b.Slice(firstRow, 0, rows, j), false, row, 1.0, column);
        VectorOperations.Scale(1.0 / *l.At(j, j), column, rows);
    }
}
