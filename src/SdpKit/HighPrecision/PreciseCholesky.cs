namespace SdpKit.HighPrecision;

/// <summary>Represents the factor L of a positive definite matrix M = LL'. Immutable.</summary>
internal sealed class PreciseCholesky
{
    private readonly PreciseMatrix _factor;

    private PreciseCholesky(PreciseMatrix factor) => _factor = factor;

    /// <summary>Factors a matrix, of which the lower triangle is read; null where a pivot is not positive.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PreciseCholesky? TryFactor(PreciseMatrix matrix, CancellationToken cancellationToken)
    {
        var factor = new PreciseMatrix(matrix.Order);
        for (int i = 0; i < matrix.Order; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int j = 0; j <= i; j++)
            {
                DoubleDouble rest = matrix[i, j] - Inner(factor.Row(i)[..j], factor.Row(j)[..j]);
                if (i > j)
                {
                    factor[i, j] = rest / factor[j, j];
                }
                else if (rest > 0.0)
                {
                    factor[i, i] = DoubleDouble.Sqrt(rest);
                }
                else
                {
                    return null;
                }
            }
        }

        return new PreciseCholesky(factor);
    }

    /// <summary>Solves Mz = r in place.</summary>
    public void Solve(Span<DoubleDouble> vector)
    {
        int order = _factor.Order;
        for (int i = 0; i < order; i++)
        {
            vector[i] = (vector[i] - Inner(_factor.Row(i)[..i], vector[..i])) / _factor[i, i];
        }

        for (int i = order - 1; i >= 0; i--)
        {
            vector[i] /= _factor[i, i];
            ReadOnlySpan<DoubleDouble> row = _factor.Row(i);
            for (int k = 0; k < i; k++)
            {
                vector[k] -= row[k] * vector[i];
            }
        }
    }

    /// <summary>Computes the inverse of M.</summary>
    public PreciseMatrix Inverse()
    {
        var inverse = PreciseMatrix.ScaledIdentity(_factor.Order, 1.0);
        for (int i = 0; i < inverse.Order; i++)
        {
            Solve(inverse.Row(i));
        }

        return inverse.SymmetricPart();
    }

    private static DoubleDouble Inner(ReadOnlySpan<DoubleDouble> left, ReadOnlySpan<DoubleDouble> right)
    {
        DoubleDouble sum = 0.0;
        for (int k = 0; k < left.Length; k++)
        {
            sum += left[k] * right[k];
        }

        return sum;
    }
}
