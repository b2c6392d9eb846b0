using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.ClosedForms;

/// <summary>Eliminates the blocks of the constraint layer by layer, from the input on or from the output back.</summary>
/// <remarks>
/// With rho = 1, M_0 = I, and for each layer its slopes A and B and its multipliers T,
/// <code>
/// M_(l+1) = 2 T - S T W_l (M_l + 2 W_l' A B T W_l)^-1 W_l' T S,    S = A + B
/// </code>
/// (Xu, Sivaranjani 2024, arXiv 2404.04375, theorem 1, for any slopes). The least rho for these multipliers, all multiplied by it, is ||W_L M_L^-1 W_L'||.
/// From the output back, N_L = W_L'W_L and N_l = W_l' (S T (2 T - N_(l+1))^-1 T S - 2 A B T) W_l is what the later layers ask of block l: the constraint holds where rho M_l > N_l.
/// </remarks>
internal static class SchurRecursion
{
    private const string SingularMessage = "The recursion over the layers reached a matrix that is singular to working precision.";

    /// <summary>Makes M_0.</summary>
    public static DenseMatrix Start(CompressedChain chain) => DenseMatrix.Of(chain.Orders[0], chain.Orders[0], (i, j) => i == j ? 1.0 : 0.0);

    /// <summary>Computes ||W M^-1 W'||.</summary>
    public static double WeightedNorm(DenseMatrix inner, DenseMatrix weights, KernelContext context)
    {
        double norm = MatrixOperations.SpectralNorm(Whitened(inner.Copy(), weights.Transposed(), context), context);
        return norm * norm;
    }

    /// <summary>Computes M_(l+1) from M_l, lower triangle.</summary>
    public static DenseMatrix Next(
        DenseMatrix inner, DenseMatrix weights, ImmutableArray<SlopeRange> slopes, double[] multipliers, KernelContext context)
    {
        var scaled = new DenseMatrix(weights.Columns, weights.Rows);
        var curvature = new DenseMatrix(weights.Columns, weights.Rows);
        for (int k = 0; k < weights.Rows; k++)
        {
            for (int j = 0; j < weights.Columns; j++)
            {
                scaled[j, k] = (slopes[k].Minimum + slopes[k].Maximum) * multipliers[k] * weights[k, j];
                curvature[j, k] = 2.0 * slopes[k].Minimum * slopes[k].Maximum * multipliers[k] * weights[k, j];
            }
        }

        DenseMatrix shifted = inner.Copy();
        if (slopes.Any(range => range.Minimum != 0.0 && range.Maximum != 0.0))
        {
            MatrixOperations.Multiply(1.0, curvature, false, weights, false, 1.0, shifted, context);
        }

        DenseMatrix next = DenseMatrix.Of(weights.Rows, weights.Rows, (i, j) => i == j ? 2.0 * multipliers[i] : 0.0);
        MatrixOperations.RankUpdateLower(-1.0, Whitened(shifted, scaled, context), true, 1.0, next, context);
        return next;
    }

    /// <summary>Computes an R with R'R = N_l from one of N_(l+1).</summary>
    public static DenseMatrix Previous(DenseMatrix after, DenseMatrix weights, ImmutableArray<SlopeRange> slopes, double[] multipliers, KernelContext context)
    {
        int count = weights.Rows;
        DenseMatrix shifted = DenseMatrix.Of(count, count, (i, j) => i == j ? 2.0 * multipliers[i] : 0.0);
        MatrixOperations.RankUpdateLower(-1.0, after, true, 1.0, shifted, context);
        DenseMatrix sums = DenseMatrix.Of(count, count, (i, j) => i == j ? (slopes[i].Minimum + slopes[i].Maximum) * multipliers[i] : 0.0);
        DenseMatrix inner = DenseMatrix.Of(count, count, (i, j) => i == j ? -2.0 * slopes[i].Minimum * slopes[i].Maximum * multipliers[i] : 0.0);
        MatrixOperations.RankUpdateLower(1.0, Whitened(shifted, sums, context), true, 1.0, inner, context);
        return Factored(inner, weights, context);
    }

    /// <summary>Computes C'W with K = CC', given by its lower triangle, which is overwritten.</summary>
    private static DenseMatrix Factored(DenseMatrix inner, DenseMatrix weights, KernelContext context)
    {
        if (!MatrixOperations.TryFactor(inner, context))
        {
            throw new ArithmeticException(SingularMessage);
        }

        DenseMatrix upper = DenseMatrix.Of(inner.Rows, inner.Rows, (i, j) => i <= j ? inner[j, i] : 0.0);
        var product = new DenseMatrix(weights.Rows, weights.Columns);
        MatrixOperations.Multiply(1.0, upper, false, weights, false, 0.0, product, context);
        return product;
    }

    /// <summary>Computes C^-1 B with M = CC'; both arguments are overwritten.</summary>
    public static DenseMatrix Whitened(DenseMatrix inner, DenseMatrix right, KernelContext context)
    {
        if (!MatrixOperations.TryFactor(inner, context))
        {
            throw new ArithmeticException(SingularMessage);
        }

        MatrixOperations.SolveLower(inner, right, context);
        return right;
    }
}
