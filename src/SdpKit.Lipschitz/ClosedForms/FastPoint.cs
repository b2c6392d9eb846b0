using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.ClosedForms;

/// <summary>Computes the feasible point of ECLipsE-Fast (Xu, Sivaranjani 2024, arXiv 2404.04375, algorithm 2), here for slopes of each neuron.</summary>
/// <remarks>
/// In the <see cref="SchurRecursion"/> let k be the largest eigenvalue of K = W_l M_l^-1 W_l'. With K replaced by k I, the entry of M_(l+1) of a neuron with slopes [a, b] is largest,
/// 1 / (k c^2), for the multiplier 1 / (k (b - a) c), c = max(|a|, |b|). Where a = -b, 1/k + 2 a b lambda is 0 there, so multipliers stay a little below the one with which it is. Then rho = ||W_L M_L^-1 W_L'||, and all multipliers are multiplied by it.
/// </remarks>
internal static class FastPoint
{
    /// <summary>1 - 2^-26: far enough from the edge for factorisations, and a loss below the gap of a solve.</summary>
    private const double Below = 1.0 - (1.0 / (1 << 26));

    /// <exception cref="ArithmeticException">A matrix overflowed, or is singular to working precision.</exception>
    public static MultiplierPoint Of(CompressedChain chain, KernelContext context)
    {
        DenseMatrix inner = SchurRecursion.Start(chain);
        var multipliers = new double[chain.HiddenCount][];
        for (int l = 0; l < multipliers.Length; l++)
        {
            double norm = SchurRecursion.WeightedNorm(inner, chain.Weights[l], context);
            multipliers[l] = [.. chain.Slopes[l].Select(range => Multiplier(range) / norm)];
            inner = SchurRecursion.Next(inner, chain.Weights[l], chain.Slopes[l], multipliers[l], context);
        }

        double rho = SchurRecursion.WeightedNorm(inner, chain.Weights[^1], context);
        return new MultiplierPoint(rho, multipliers).Scaled(1.0, _ => rho);
    }

    /// <summary>Computes k lambda.</summary>
    private static double Multiplier(SlopeRange range)
    {
        double best = 1.0 / ((range.Maximum - range.Minimum) * range.Magnitude);
        double curvature = -2.0 * range.Minimum * range.Maximum;
        return curvature > 0.0 ? Math.Min(best, Below / curvature) : best;
    }
}
