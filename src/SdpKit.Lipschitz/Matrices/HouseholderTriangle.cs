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
            double norm = Norm(v);
            if (norm == 0.0)
            {
                continue;
            }

            // v - (-sign(v_1) ||v||) e_1, scaled so that H = I - vv'/(v_1 ||v||) after v_1 is changed.
            double pivot = v[0] > 0.0 ? -norm : norm;
            v[0] -= pivot;
            double scale = -pivot * v[0];
            for (int j = k + 1; j < n; j++)
            {
                Span<double> column = work.Column(j)[k..];
                AddScaled(-Dot(v, column) / scale, v, column);
            }

            v.Clear();
            v[0] = pivot;
        }

        return DenseMatrix.Of(n, n, (i, j) => i <= j ? work[i, j] : 0.0);
    }

    private static double Norm(ReadOnlySpan<double> v)
    {
        double largest = 0.0;
        foreach (double value in v)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double sum = 0.0;
        foreach (double value in v)
        {
            sum += largest > 0.0 ? value / largest * (value / largest) : 0.0;
        }

        return largest * Math.Sqrt(sum);
    }

    private static unsafe double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        fixed (double* left = x, right = y)
        {
            return SdpKit.LinearAlgebra.VectorOperations.Dot(left, right, x.Length);
        }
    }

    private static unsafe void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> y)
    {
        fixed (double* from = x, to = y)
        {
            SdpKit.LinearAlgebra.VectorOperations.AddScaled(scale, from, to, x.Length);
        }
    }
}
