using System.Collections.Immutable;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Writes the weights of a chain in coordinates in which narrow ranges of slopes do no harm.</summary>
/// <remarks>
/// For a range [m - h, m + h], the multiplier and the condition of the constraint grow like m / h. In the coordinates d_k = z_k - s_k w_k'z, what a neuron adds to what the slope s_k transmits, its range is
/// [m - h - s_k, m + h - s_k], which is [-h, h] for s_k = m (the loop transformation). Then z_l = P_l d with P_0 = [I 0], P_(l+1) = [S W_l P_l, I], and W_l P_l takes the place of W_l. Only narrow ranges have s_k = m;
/// where there are none, P_l picks the block of its layer and the constraint stays block tridiagonal.
/// </remarks>
internal sealed class SlopeCoordinates
{
    /// <summary>Up to this ratio of middle and half width a range is not narrow.</summary>
    private const double LargestRatio = 10.0;

    public SlopeCoordinates(CompressedChain chain, KernelContext context)
    {
        Centers = [.. chain.Slopes.Select(layer => layer.Select(Center).ToImmutableArray())];
        AreJoined = Centers.Any(layer => layer.Any(center => center != 0.0));
        Weights = AreJoined ? Joined(chain, context) : chain.Weights;
    }

    /// <summary>Gets s of each neuron.</summary>
    public ImmutableArray<ImmutableArray<double>> Centers { get; }

    /// <summary>Gets a value indicating whether the weights of a layer are over the coordinates of all layers before it, not of the one.</summary>
    public bool AreJoined { get; }

    /// <summary>Gets W_0 to W_L.</summary>
    public ImmutableArray<DenseMatrix> Weights { get; }

    private static double Center(SlopeRange range)
    {
        double middle = 0.5 * (range.Minimum + range.Maximum);
        return Math.Abs(middle) > LargestRatio * 0.5 * (range.Maximum - range.Minimum) ? middle : 0.0;
    }

    private ImmutableArray<DenseMatrix> Joined(CompressedChain chain, KernelContext context)
    {
        var joined = new List<DenseMatrix> { chain.Weights[0] };
        for (int l = 0; l < chain.HiddenCount; l++)
        {
            DenseMatrix before = joined[l];
            ImmutableArray<double> centers = Centers[l];
            DenseMatrix activations = DenseMatrix.Of(
                before.Rows, before.Columns + before.Rows, (k, j) => j < before.Columns ? centers[k] * before[k, j] : j - before.Columns == k ? 1.0 : 0.0);
            var product = new DenseMatrix(chain.Weights[l + 1].Rows, activations.Columns);
            MatrixOperations.Multiply(1.0, chain.Weights[l + 1], false, activations, false, 0.0, product, context);
            joined.Add(product);
        }

        return [.. joined];
    }
}
