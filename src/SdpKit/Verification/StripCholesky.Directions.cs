using System.Runtime.Intrinsics;

namespace SdpKit.Verification;

/// <content>Directions in which the matrix is small, and their Rayleigh quotients, which bound the smallest eigenvalue from above.</content>
internal sealed unsafe partial class StripCholesky
{
    /// <summary>Takes the direction that a failed factorisation leaves.</summary>
    /// <remarks>With p the failed column and L the factor so far, z = (-L^-T l_p, 1, 0) has z'(M + sI)z = the failed pivot.</remarks>
    /// <returns>z'(M + sI)z / z'z, at most 0.</returns>
    public double FailedRayleighQuotient()
    {
        Array.Clear(_direction);
        double* row = Row(_failedColumn);
        for (int k = 0; k < _failedColumn; k++)
        {
            _direction[k] = -row[k * StripRows];
        }

        SolveTransposed(_failedColumn);
        _direction[_failedColumn] = 1.0;
        return _failedPivot / Normalize();
    }

    /// <summary>After a completed factorisation, improves the last direction by a step of inverse iteration.</summary>
    /// <remarks>y = (M + sI)^-1 z has y'(M + sI)y = y'z.</remarks>
    /// <returns>y'(M + sI)y / y'y.</returns>
    public double RefinedRayleighQuotient()
    {
        double[] previous = [.. _direction];
        SolveLower();
        SolveTransposed(PaddedOrder);
        double form = 0.0;
        for (int i = 0; i < previous.Length; i++)
        {
            form += previous[i] * _direction[i];
        }

        return form / Normalize();
    }

    /// <summary>Scales the direction to norm 1 and returns what the square of its norm was.</summary>
    private double Normalize()
    {
        double squares = 0.0;
        foreach (double value in _direction)
        {
            squares += value * value;
        }

        double scale = 1.0 / Math.Sqrt(squares);
        foreach (ref double value in _direction.AsSpan())
        {
            value *= scale;
        }

        return squares;
    }

    /// <summary>Solves Ly = z in place.</summary>
    private void SolveLower()
    {
        fixed (double* z = _direction)
        {
            for (int strip = 0; strip < _stripCount; strip++)
            {
                int first = strip * StripRows;
                double* rows = Strip(strip);
                Vector256<double> z0 = Vector256.Load(z + first), z1 = Vector256.Load(z + first + 4), z2 = Vector256.Load(z + first + 8);
                for (int k = 0; k < first; k++, rows += StripRows)
                {
                    Vector256<double> factor = Vector256.Create(-z[k]);
                    z0 = Vector256.MultiplyAddEstimate(Vector256.Load(rows), factor, z0);
                    z1 = Vector256.MultiplyAddEstimate(Vector256.Load(rows + 4), factor, z1);
                    z2 = Vector256.MultiplyAddEstimate(Vector256.Load(rows + 8), factor, z2);
                }

                z0.Store(z + first);
                z1.Store(z + first + 4);
                z2.Store(z + first + 8);
                for (int j = 0; j < StripRows; j++, rows += StripRows)
                {
                    z[first + j] /= rows[j];
                    for (int i = j + 1; i < StripRows; i++)
                    {
                        z[first + i] -= rows[i] * z[first + j];
                    }
                }
            }
        }
    }

    /// <summary>Solves L'y = z in place with the leading <paramref name="count"/> rows and columns of L; the rest of z is zero.</summary>
    private void SolveTransposed(int count)
    {
        fixed (double* z = _direction)
        {
            for (int strip = ((count + StripRows - 1) / StripRows) - 1; strip >= 0; strip--)
            {
                int first = strip * StripRows;
                for (int i = Math.Min(first + StripRows, count) - 1; i >= first; i--)
                {
                    double* row = Row(i);
                    z[i] /= row[i * StripRows];
                    for (int k = first; k < i; k++)
                    {
                        z[k] -= row[k * StripRows] * z[i];
                    }
                }

                double* rows = Strip(strip);
                Vector256<double> z0 = Vector256.Load(z + first), z1 = Vector256.Load(z + first + 4), z2 = Vector256.Load(z + first + 8);
                for (int k = 0; k < first; k++, rows += StripRows)
                {
                    z[k] -= Vector256.Sum((z0 * Vector256.Load(rows)) + (z1 * Vector256.Load(rows + 4)) + (z2 * Vector256.Load(rows + 8)));
                }
            }
        }
    }
}
