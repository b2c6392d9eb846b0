namespace SdpKit.Lipschitz.Matrices;

/// <summary>Computes the triangular factor of A = QR by Householder reflections (Golub, Van Loan, Matrix Computations, algorithm 5.2.1); Q is not formed.</summary>
internal static class HouseholderTriangle
{
    /// <summary>Computes R, n x n upper triangular with R'R = A'A.</summary>
    /// <param name="a">A, m x n with m >= n; kept.</param>
    public static DenseMatrix Of(DenseMatrix a)
    {
        DenseMatrix work = a.Copy();
        int n = a.Columns;
        for (int k = 0; k < n; k++)
        {
            Span<double> v = work.Column(k)[k..];
            (double pivot, double scale) = HouseholderReflection.Replace(v);
            for (int j = k + 1; j < n; j++)
            {
                HouseholderReflection.Apply(v, scale, work.Column(j)[k..]);
            }

            v.Clear();
            v[0] = pivot;
        }

        return DenseMatrix.Of(n, n, (i, j) => i <= j ? work[i, j] : 0.0);
    }
}
