namespace SdpKit.LinearAlgebra;

/// <summary>Solves triangular systems with one right-hand side.</summary>
/// <remarks>Four columns at a time, every entry of L read once: large solves are bound by memory. A zero on the diagonal gives infinities or NaN.</remarks>
internal static unsafe class TriangularVectorSolve
{
    private const int Group = 4;

    /// <summary>Computes b := L^-1 b.</summary>
    /// <param name="l">L, n x n, lower triangle; entries above the diagonal are not read.</param>
    /// <param name="b">b, n entries.</param>
    public static void Solve(MatrixView l, double* b)
    {
        int n = l.Rows;
        for (int j = 0; j < n; j += Group)
        {
            int columns = Math.Min(Group, n - j);
            for (int k = j; k < j + columns; k++)
            {
                double* column = l.Column(k);
                b[k] /= column[k];
                for (int i = k + 1; i < j + columns; i++)
                {
                    b[i] -= column[i] * b[k];
                }
            }

            int below = j + columns;
            MatrixVectorProduct.Multiply(-1.0, l.Slice(below, j, n - below, columns), false, b + j, 1.0, b + below);
        }
    }

    /// <summary>Computes b := L^-T b.</summary>
    /// <param name="l">L, n x n, lower triangle; entries above the diagonal are not read.</param>
    /// <param name="b">b, n entries.</param>
    public static void SolveTransposed(MatrixView l, double* b)
    {
        int n = l.Rows;
        for (int below = n; below > 0;)
        {
            int j = (below - 1) / Group * Group;
            MatrixVectorProduct.Multiply(-1.0, l.Slice(below, j, n - below, below - j), true, b + below, 1.0, b + j);
            for (int k = below - 1; k >= j; k--)
            {
                double* column = l.Column(k);
                for (int i = k + 1; i < below; i++)
                {
                    b[k] -= column[i] * b[i];
                }

                b[k] /= column[k];
            }

            below = j;
        }
    }
}
