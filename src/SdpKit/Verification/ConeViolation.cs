using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;

namespace SdpKit.Verification;

/// <summary>Computes how far a symmetric matrix is from positive semidefinite: max(0, -lmin). Reads the lower triangle.</summary>
/// <remarks>
/// The answer rests on Cholesky factorisations alone. Where the factorisation of M completes the answer is 0; then
/// lmin >= -c(n) u tr(M) with c(n) about n (Rump, "Verification of positive definiteness", 2006, Theorem 2.3), in practice a few u max M_ii;
/// so it is 0 too where a shift by 4u max|M_ij| makes it complete, which singular semidefinite matrices may need.
/// Otherwise the answer is a shift s with which M + sI factors, so it does not under-report beyond the same rounding, and a vector whose
/// Rayleigh quotient is below -(1 - 1e-6) s + 4u max|M_ij| shows that it does not over-report by more.
/// </remarks>
internal static class ConeViolation
{
    private const double RelativeAccuracy = 1e-6;

    private const double UnitRoundoff = 1.0 / (1L << 53);

    /// <summary>Computes max(0, -lmin) over all blocks; not a number where an entry is not finite.</summary>
    public static double Of(SymmetricBlockMatrix matrix, ParallelOptions parallel)
    {
        double violation = 0.0;
        for (int b = 0; b < matrix.Blocks.Length; b++)
        {
            ReadOnlySpan<double> values = matrix.Values(b);
            int order = matrix.Blocks[b].Order;
            if (matrix.Blocks[b].Kind == BlockKind.Diagonal)
            {
                foreach (double value in values)
                {
                    violation = Math.Max(violation, double.IsFinite(value) ? -value : double.NaN);
                }

                continue;
            }

            double scale = LargestEntry(values, order, parallel.CancellationToken);
            if (!double.IsFinite(scale))
            {
                return double.NaN;
            }

            foreach (int[] component in ConnectedComponents.Of(values, order, parallel.CancellationToken))
            {
                violation = Math.Max(violation, Component(matrix, b, component, scale, parallel));
            }
        }

        return violation;
    }

    private static double Component(SymmetricBlockMatrix matrix, int block, int[] indexes, double scale, ParallelOptions parallel)
    {
        if (indexes.Length == 1)
        {
            return Math.Max(0.0, -matrix.Values(block)[indexes[0] + (matrix.Blocks[block].Order * indexes[0])]);
        }

        using var cholesky = new StripCholesky(matrix, block, indexes, parallel);
        if (cholesky.TryFactor(0.0))
        {
            return 0.0;
        }

        // M + high I is positive definite and M + low I is not (or just). Every failed factorisation leaves a direction whose Rayleigh quotient lifts
        // low; every completed one refines that direction by inverse iteration. Both converge faster the closer the shift is.
        double noise = Math.Max(4.0 * UnitRoundoff * scale, double.Epsilon);
        double low = Math.Max(0.0, -cholesky.FailedRayleighQuotient());
        double high = double.PositiveInfinity;
        double step = low + noise;
        while (high - low > (RelativeAccuracy * low) + noise)
        {
            double shift = Math.Min(low + step, 0.5 * (low + high));
            if (cholesky.TryFactor(shift))
            {
                high = shift;
                double gain = Refine(cholesky, shift, ref low, parallel.CancellationToken);
                step = (0.5 * ((RelativeAccuracy * low) + noise)) + (4.0 * gain);
            }
            else
            {
                low = Math.Max(shift, shift - cholesky.FailedRayleighQuotient());
                step *= 8.0;
            }
        }

        // A shift of this size is within the rounding of M itself: the matrix is not told apart from a semidefinite one.
        return high <= noise ? 0.0 : high;
    }

    /// <summary>Lifts a lower bound of -lmin by inverse iteration with a completed factorisation; returns by how much the last step lifted it.</summary>
    private static double Refine(StripCholesky cholesky, double shift, ref double low, CancellationToken cancellationToken)
    {
        double gain = 0.0;
        for (int k = 0; k < 20; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double estimate = shift - cholesky.RefinedRayleighQuotient();
            gain = Math.Max(0.0, estimate - low);
            low = Math.Max(low, estimate);
            if (gain <= 0.01 * RelativeAccuracy * low)
            {
                break;
            }
        }

        return gain;
    }

    /// <summary>Finds the largest |M_ij|; infinity or not a number where an entry is not finite.</summary>
    private static double LargestEntry(ReadOnlySpan<double> matrix, int order, CancellationToken cancellationToken)
    {
        Vector256<double> largest = Vector256<double>.Zero;
        double rest = 0.0;
        for (int j = 0; j < order; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<double> column = matrix.Slice((order * j) + j, order - j);
            ref double start = ref MemoryMarshal.GetReference(column);
            int i = 0;
            for (; i <= column.Length - 4; i += 4)
            {
                largest = Vector256.Max(largest, Vector256.Abs(Vector256.LoadUnsafe(ref start, (nuint)i)));
            }

            for (; i < column.Length; i++)
            {
                rest = Math.Max(rest, Math.Abs(column[i]));
            }
        }

        for (int lane = 0; lane < 4; lane++)
        {
            rest = Math.Max(rest, largest[lane]);
        }

        return rest;
    }
}
