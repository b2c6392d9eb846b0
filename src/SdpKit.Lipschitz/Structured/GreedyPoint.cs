using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Computes a feasible point by improving the multipliers of one layer at a time. In deep chains it is within sight of the optimum, where the closed form is a million times off.</summary>
/// <remarks>
/// In the <see cref="SchurRecursion"/>, the best multipliers of a layer for given M before it and N = R'R after it are those of LipSDP on one hidden layer, between W_l M^(-1/2) and R.
/// First from the input on, with W_(l+1) in place of R, as nothing is known of later layers (ECLipsE: Xu, Sivaranjani 2024, arXiv 2404.04375, algorithm 1); then once back and once forth.
/// </remarks>
internal sealed class GreedyPoint
{
    /// <summary>Loose: a point well inside is the better start.</summary>
    private const double Tolerance = 0.3;

    private readonly CompressedChain _chain;
    private readonly bool _isPerNeuron;
    private readonly KernelContext _context;
    private readonly DenseMatrix[] _before;
    private readonly DenseMatrix[] _after;
    private readonly double[][] _multipliers;

    private GreedyPoint(CompressedChain chain, bool isPerNeuron, KernelContext context)
    {
        (_chain, _isPerNeuron, _context) = (chain, isPerNeuron, context);
        _before = new DenseMatrix[chain.HiddenCount + 1];
        _before[0] = SchurRecursion.Start(chain);
        _after = [.. chain.Weights.Skip(1)];
        _multipliers = new double[chain.HiddenCount][];
    }

    /// <exception cref="ArithmeticException">A matrix overflowed, or is singular to working precision.</exception>
    public static MultiplierPoint Of(CompressedChain chain, bool isPerNeuron, KernelContext context)
    {
        var point = new GreedyPoint(chain, isPerNeuron, context);
        point.SweepForward();
        point.SweepBack();
        point.SweepForward();
        double rho = SchurRecursion.WeightedNorm(point._before[^1], chain.Weights[^1], context);
        return new MultiplierPoint(rho, point._multipliers).Scaled(1.0, _ => rho);
    }

    /// <summary>Improves each layer and computes M after it; the multipliers are those for rho = 1.</summary>
    private void SweepForward()
    {
        for (int l = 0; l < _multipliers.Length; l++)
        {
            MultiplierPoint point = Improved(l);
            _multipliers[l] = [.. point.Multipliers[0].Select(value => value / point.Rho)];
            _before[l + 1] = SchurRecursion.Next(_before[l], _chain.Weights[l], _chain.Slopes[l], _multipliers[l], _context);
        }
    }

    /// <summary>Improves each layer and computes R before it.</summary>
    private void SweepBack()
    {
        for (int l = _multipliers.Length - 1; l > 0; l--)
        {
            _after[l - 1] = SchurRecursion.Previous(_after[l], _chain.Weights[l], _chain.Slopes[l], Improved(l).Multipliers[0], _context);
        }
    }

    private MultiplierPoint Improved(int layer)
    {
        DenseMatrix weights = SchurRecursion.Whitened(_before[layer].Copy(), _chain.Weights[layer].Transposed(), _context).Transposed();
        var stage = new CompressedChain([weights, _after[layer]], [_chain.Slopes[layer]], _context);
        using var method = new StructuredMethod(stage, FastPoint.Of(stage, _context), _isPerNeuron, _context);
        return stage.Restore(method.Solve(Tolerance, Timeout.InfiniteTimeSpan, progress: null).Point);
    }
}
