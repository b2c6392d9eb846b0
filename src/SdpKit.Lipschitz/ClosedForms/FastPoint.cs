using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.ClosedForms;

/// <summary>Computes the feasible point of ECLipsE-Fast (Xu, Sivaranjani 2024, arXiv 2404.04375, algorithm 2), here for slopes of each neuron.</summary>
/// <remarks>
/// With rho = 1, M_0 = I, and K = W_l M_l^-1 W_l', k its largest eigenvalue, the Schur complement of the next layer is
/// <code>
/// M_(l+1) = 2 T - S T W_l (M_l + 2 W_l' A B T W_l)^-1 W_l' T S,    S = A + B,
/// </code>
/// A and B the slopes. With K replaced by k I, its entry of a neuron with slopes [a, b] is largest, 1 / (k c^2), for the multiplier 1 / (k (b - a) c), c = max(|a|, |b|).
/// Then rho = ||W_L M_L^-1 W_L'||, and all multipliers are multiplied by it.
/// </remarks>
internal static class FastPoint
{
    /// <summary>The least width of a slope range, of its magnitude, that the multipliers are made for.</summary>
    private const double LeastWidth = 1e-3;

    /// <exception cref="ArithmeticException">A matrix overflowed, or is singular to working precision.</exception>
    public static MultiplierPoint Of(CompressedChain chain, KernelContext context)
    {
        DenseMatrix inner = DenseMatrix.Of(chain.Orders[0], chain.Orders[0], (i, j) => i == j ? 1.0 : 0.0);
        var multipliers = new double[chain.HiddenCount][];
        for (int l = 0; l < multipliers.Length; l++)
        {
            double norm = WeightedNorm(inner, chain.Weights[l], context);
            multipliers[l] = [.. chain.Slopes[l].Select(range => 1.0 / (norm * Math.Max(range.Maximum - range.Minimum, LeastWidth * range.Magnitude) * range.Magnitude))];
            inner = NextComplement(inner, chain.Weights[l], chain.Slopes[l], multipliers[l], context);
        }

        double rho = WeightedNorm(inner, chain.Weights[^1], context);
        return new MultiplierPoint(rho, multipliers).Scaled(1.0, _ => rho);
    }

    /// <summary>Computes ||W M^-1 W'||.</summary>
    private static double WeightedNorm(DenseMatrix inner, DenseMatrix weights, KernelContext context)
    {
        double norm = MatrixOperations.SpectralNorm(Whitened(inner.Copy(), weights.Transposed(), context), context);
        return norm * norm;
    }

    private static DenseMatrix NextComplement(
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

    /// <summary>Computes C^-1 B with M = CC'; both arguments are overwritten.</summary>
    private static DenseMatrix Whitened(DenseMatrix inner, DenseMatrix right, KernelContext context)
    {
        if (!MatrixOperations.TryFactor(inner, context))
        {
            throw new ArithmeticException("The recursion of the fast bound reached a matrix that is singular to working precision.");
        }

        MatrixOperations.SolveLower(inner, right, context);
        return right;
    }
}
