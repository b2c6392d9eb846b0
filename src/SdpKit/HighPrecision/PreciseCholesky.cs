namespace SdpKit.HighPrecision;

/// <summary>Represents the upper triangular factor U of a positive definite matrix M = U'U. Immutable.</summary>
internal sealed class PreciseCholesky
{
    private readonly PreciseMatrix _factor;

    private PreciseCholesky(PreciseMatrix factor) => _factor = factor;

    /// <summary>Factors a matrix, of which the upper triangle is read; null where a pivot is not positive.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PreciseCholesky? TryFactor(PreciseMatrix matrix, CancellationToken cancellationToken)
    {
        PreciseMatrix factor = matrix.Copy();
        for (int k = 0; k < factor.Order; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!(factor[k, k] > 0.0))
            {
                return null;
            }

            DoubleDouble inverseRoot = 1.0 / DoubleDouble.Sqrt(factor[k, k]);
            int end = factor.Blocks.End(k);
            for (int j = k; j < end; j++)
            {
                factor[k, j] *= inverseRoot;
            }

            for (int i = k + 1; i < end; i++)
            {
                factor.AddRow(i, -factor[k, i], factor, k, i);
            }
        }

        return new PreciseCholesky(factor);
    }

    /// <summary>Solves Mz = r in place.</summary>
    public void Solve(Span<DoubleDouble> vector)
    {
        for (int i = 0; i < _factor.Order; i++)
        {
            vector[i] /= _factor[i, i];
            for (int k = i + 1; k < _factor.Blocks.End(i); k++)
            {
                vector[k] -= _factor[i, k] * vector[i];
            }
        }

        for (int i = _factor.Order - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < _factor.Blocks.End(i); k++)
            {
                vector[i] -= _factor[i, k] * vector[k];
            }

            vector[i] /= _factor[i, i];
        }
    }

    /// <summary>Computes the inverse of M: solves U'Z = I and UX = Z, all columns at once.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PreciseMatrix Inverse(CancellationToken cancellationToken)
    {
        PreciseMatrix inverse = PreciseMatrix.ScaledIdentity(_factor.Blocks, 1.0);
        for (int i = 0; i < inverse.Order; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Scale(inverse, i, 1.0 / _factor[i, i]);
            for (int k = i + 1; k < inverse.Blocks.End(i); k++)
            {
                inverse.AddRow(k, -_factor[i, k], inverse, i, inverse.Blocks.First(i));
            }
        }

        for (int i = inverse.Order - 1; i >= 0; i--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int k = i + 1; k < inverse.Blocks.End(i); k++)
            {
                inverse.AddRow(i, -_factor[i, k], inverse, k, inverse.Blocks.First(i));
            }

            Scale(inverse, i, 1.0 / _factor[i, i]);
        }

        return inverse.SymmetricPart();
    }

    private static void Scale(PreciseMatrix matrix, int row, DoubleDouble scale)
    {
        for (int j = matrix.Blocks.First(row); j < matrix.Blocks.End(row); j++)
        {
            matrix[row, j] *= scale;
        }
    }
}
