using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Computes the feasible point of ECLipsE (Xu, Sivaranjani 2024, arXiv 2404.04375, algorithm 1): the multipliers of each layer as good as they can be for the next one.</summary>
/// <remarks>
/// In the <see cref="SchurRecursion"/>, the multipliers of layer l with the largest c for which M_(l+1) - c W_(l+1)'W_(l+1) >= 0 are those of LipSDP on one hidden layer, between
/// W_l M_l^(-1/2) and W_(l+1), with 1/c = rho. In deep chains the point is within sight of the optimum, where the closed form is a million times off.
/// </remarks>
internal static class GreedyPoint
{
    /// <summary>Loose: a point well inside is the better start.</summary>
    private const double Tolerance = 0.1;

    public static MultiplierPoint Of(CompressedChain chain, bool isPerNeuron, KernelContext context)
    {
        DenseMatrix inner = SchurRecursion.Start(chain);
        var multipliers = new double[chain.HiddenCount][];
        for (int l = 0; l < multipliers.Length; l++)
        {
            DenseMatrix before = SchurRecursion.Whitened(inner.Copy(), chain.Weights[l].Transposed(), context).Transposed();
            var stage = new CompressedChain([before, chain.Weights[l + 1]], [chain.Slopes[l]], context);
            using var method = new StructuredMethod(stage, FastPoint.Of(stage, context), isPerNeuron, context);
            MultiplierPoint point = stage.Restore(method.Solve(Tolerance, Timeout.InfiniteTimeSpan, progress: null).Point);
            multipliers[l] = [.. point.Multipliers[0].Select(value => value / point.Rho)];
            inner = SchurRecursion.Next(inner, chain.Weights[l], chain.Slopes[l], multipliers[l], context);
        }

        double rho = SchurRecursion.WeightedNorm(inner, chain.Weights[^1], context);
        return new MultiplierPoint(rho, multipliers).Scaled(1.0, _ => rho);
    }
}
