using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Constraints;

/// <summary>Represents a chain with the same optimum that is smaller and better scaled. For solving only: what is proved is proved of the chain itself.</summary>
/// <remarks>
/// Only W_0 W_0' and W_L'W_L enter LipSDP, so W_0 may be replaced by its LQ factor and W_L by its R factor. Each weight matrix is divided by a power of two near its norm:
/// with W_l = s_l V_l and S_l = s_0 ... s_(l-1), the point (rho, lambda_l) of W is the point (rho / S_(L+1)^2, lambda_l S_l^2 / S_(L+1)^2) of V.
/// </remarks>
internal sealed class CompressedChain
{
    /// <summary>The least half width of a range of slopes, of its middle. Less gains less in the optimum than the proof loses, whose rounding grows with the multipliers.</summary>
    private const double LeastHalfWidth = 1e-6;

    private readonly int[] _exponents;

    public CompressedChain(LayerChain chain, KernelContext context)
        : this([.. chain.Layers.Select(layer => layer.Weights.Representative())], [.. chain.Layers[..^1].Select(layer => layer.Slopes)], context)
    {
    }

    /// <param name="weights">W_0 to W_L; the array is changed.</param>
    /// <param name="slopes">The slopes of each hidden neuron.</param>
    /// <param name="context">Threads and cancellation.</param>
    public CompressedChain(DenseMatrix[] weights, ImmutableArray<ImmutableArray<SlopeRange>> slopes, KernelContext context)
    {
        if (weights[0].Columns > weights[0].Rows)
        {
            weights[0] = HouseholderTriangle.Of(weights[0].Transposed()).Transposed();
        }

        if (weights[^1].Rows > weights[^1].Columns)
        {
            weights[^1] = HouseholderTriangle.Of(weights[^1]);
        }

        _exponents = [.. weights.Select(matrix => Math.ILogB(MatrixOperations.SpectralNorm(matrix, context)))];
        Weights = [.. weights.Select((matrix, l) => DenseMatrix.Of(matrix.Rows, matrix.Columns, (i, j) => Math.ScaleB(matrix[i, j], -_exponents[l])))];
        Slopes = [.. slopes.Select(layer => layer.Select(Widened).ToImmutableArray())];
    }

    /// <summary>Gets V_0 to V_L.</summary>
    public ImmutableArray<DenseMatrix> Weights { get; }

    /// <summary>Gets the slopes of each hidden neuron, none of them narrower than a multiplier can make use of.</summary>
    public ImmutableArray<ImmutableArray<SlopeRange>> Slopes { get; }

    public int HiddenCount => Slopes.Length;

    /// <summary>Gets the order of the input block, then of the hidden ones.</summary>
    public int[] Orders => [.. Weights.Select(matrix => matrix.Columns)];

    /// <summary>Goes from a point of this chain to the point of the original one.</summary>
    public MultiplierPoint Restore(MultiplierPoint point)
    {
        int total = _exponents.Sum();
        int[] before = [.. Enumerable.Range(1, HiddenCount).Select(l => _exponents[..l].Sum())];
        return new MultiplierPoint(
            Math.ScaleB(point.Rho, 2 * total),
            [.. point.Multipliers.Select((layer, l) => layer.Select(multiplier => Math.ScaleB(multiplier, 2 * (total - before[l]))).ToArray())]);
    }

    /// <summary>
    /// Widens a range about its middle m to the half width h: p q' + q p' is 2 ((e - m w)(e - m w)' - h^2 ww'), so that a point for a larger h is one for a smaller h, too. For h = 0 no finite multiplier is the best.
    /// </summary>
    private static SlopeRange Widened(SlopeRange range)
    {
        double middle = 0.5 * (range.Minimum + range.Maximum);
        double half = LeastHalfWidth * Math.Abs(middle);
        return range.Maximum - range.Minimum >= 2.0 * half ? range : new SlopeRange(middle - half, middle + half);
    }
}
