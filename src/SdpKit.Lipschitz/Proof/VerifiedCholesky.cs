using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Proves in floating-point arithmetic that matrices are positive definite.</summary>
/// <remarks>
/// Rump, "Verification of positive definiteness", BIT 46 (2006), theorem 2.3 and corollary 2.4, for sparse factors with s_j products in the inner product of the j-th pivot: where the Cholesky
/// factorisation of fl(Z - diag(e) - cI), e_j the row sums of E, completes in any order of summation,
/// <code>
/// c = 1.01 { sum_j (s_j+3) u / (1 - 2 (s_j+3) u) z_jj + 5 n (n + 2 + max z_jj) eta + 2 u max z_jj },
/// </code>
/// every symmetric Z' with |Z' - Z| &lt;= E is positive definite: Z - diag(e) is, and diag(e) + Z' - Z is diagonally dominant. The first term bounds the norm of the backward error, at entry (i, j) at most the root of g_i z_ii g_j z_jj with g_j the factor of z_jj:
/// no entry of the factor has more products than the pivot of its row, or of its column. The factor 1.01 is far more than the rounding of c itself.
/// </remarks>
internal static class VerifiedCholesky
{
    /// <summary>Proves that all matrices are positive definite; false proves nothing.</summary>
    /// <param name="matrix">The matrices; destroyed.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <param name="shift">Receives c.</param>
    public static bool Proves(BoundedMatrix matrix, KernelContext context, out double shift)
    {
        EliminationOrder order = EliminationOrder.Of(matrix.Center);
        shift = Shift(matrix.Center.Diagonals, order);
        int row = 0;
        foreach (double[] diagonal in matrix.Center.Diagonals)
        {
            foreach (ref double value in diagonal.AsSpan())
            {
                value -= ((EnclosedNumber)matrix.RowSums[row++] + shift).Upper;
            }
        }

        return double.IsFinite(shift) && PathCholesky.TryFactor(matrix.Center, order, context);
    }

    /// <summary>Computes c for matrices with unit diagonals and without errors of their entries: about what others take that are scaled to a diagonal near 1.</summary>
    public static double UsualShift(int[] orders, EliminationOrder order) => Shift([.. orders.Select(n => Enumerable.Repeat(1.0, n).ToArray())], order);

    private static double Shift(double[][] diagonals, EliminationOrder order)
    {
        double weightedTrace = diagonals.Zip(order.InnerProducts, (diagonal, products) =>
        {
            double rounding = (products + 3) * Rounding.Unit;
            return rounding / (1.0 - (2.0 * rounding)) * diagonal.Sum();
        }).Sum();
        double largest = diagonals.Max(diagonal => diagonal.Max());
        double n = diagonals.Sum(diagonal => diagonal.Length);
        return 1.01 * (weightedTrace + (5.0 * n * (n + 2.0 + largest) * Rounding.Least) + (2.0 * Rounding.Unit * largest));
    }
}
