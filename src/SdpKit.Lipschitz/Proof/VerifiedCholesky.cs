using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Proves in floating-point arithmetic that matrices are positive definite.</summary>
/// <remarks>
/// Rump, "Verification of positive definiteness", BIT 46 (2006), theorem 2.3 and corollary 2.4, with s the most products in one inner product (sparse factors): where the Cholesky
/// factorisation of fl(Z - cI) completes in any order of summation,
/// <code>
/// c = 1.01 { (s+3) u / (1 - 2 (s+3) u) tr(Z) + 5 n (n + 2 + max z_jj) eta + 2 u max z_jj + ||E||_inf },
/// </code>
/// every symmetric Z' with |Z' - Z| &lt;= E is positive definite. The factor 1.01 is far more than the rounding of c itself.
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
        shift = Shift(matrix, order.LongestInnerProduct);
        foreach (double[] diagonal in matrix.Center.Diagonals)
        {
            foreach (ref double value in diagonal.AsSpan())
            {
                value -= shift;
            }
        }

        return double.IsFinite(shift) && PathCholesky.TryFactor(matrix.Center, order, context);
    }

    private static double Shift(BoundedMatrix matrix, int products)
    {
        double trace = matrix.Center.Diagonals.Sum(diagonal => diagonal.Sum());
        double largest = matrix.Center.Diagonals.Max(diagonal => diagonal.Max());
        double n = matrix.Center.Orders.Sum();
        double rounding = (products + 3) * Rounding.Unit;
        return 1.01 * ((rounding / (1.0 - (2.0 * rounding)) * trace)
            + (5.0 * n * (n + 2.0 + largest) * Rounding.Least)
            + (2.0 * Rounding.Unit * largest)
            + matrix.RowSums.Max());
    }
}
