namespace SdpKit.LinearAlgebra;

/// <summary>Scales a symmetric matrix by a power of two, so that squares of its entries neither overflow nor vanish.</summary>
internal static unsafe class SymmetricScaling
{
    // 2^1000 is the largest scale used, so the smallest subnormal number ends at 2^-74.
    private const int LargestExponent = 1000;

    /// <summary>Scales the lower triangle to a largest magnitude between 1 and 2, as far as that is possible; false if an entry is not finite.</summary>
    /// <param name="a">The matrix, lower triangle; unchanged if it is zero or not finite.</param>
    /// <param name="exponent">Receives the power of two to multiply eigenvalues of the scaled matrix by.</param>
    public static bool TryNormalizeLower(MatrixView a, out int exponent)
    {
        int n = a.Rows;
        double largest = 0.0;
        for (int j = 0; j < n; j++)
        {
            largest = Math.Max(largest, VectorOperations.MaxAbs(a.At(j, j), n - j));
        }

        exponent = largest == 0.0 ? 0 : Math.Max(Math.ILogB(largest), -LargestExponent);
        if (!double.IsFinite(largest))
        {
            return false;
        }

        if (exponent != 0)
        {
            double scale = Math.ScaleB(1.0, -exponent);
            for (int j = 0; j < n; j++)
            {
                VectorOperations.Scale(scale, a.At(j, j), n - j);
            }
        }

        return true;
    }

    /// <summary>Multiplies values by 2^<paramref name="exponent"/>.</summary>
    public static void Restore(double* values, int count, int exponent)
    {
        for (int i = 0; i < count; i++)
        {
            values[i] = Math.ScaleB(values[i], exponent);
        }
    }
}
