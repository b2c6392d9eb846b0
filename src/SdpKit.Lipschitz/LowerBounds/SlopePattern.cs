using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Looks for slopes, each within its range, for which the product of weights and slopes has a large norm. No input need realise them.</summary>
/// <remarks>The norm is convex in each slope, so some choice among the ends of the ranges is the best; from all at their largest and from a few at random, ascent by the derivatives u' ... e_k e_k' ... v.</remarks>
internal static class SlopePattern
{
    private const int RandomStarts = 4;

    private const int MaxRounds = 20;

    /// <summary>Steps of the power method for each norm.</summary>
    private const int Iterations = 60;

    /// <summary>Searches, and returns the norm; 0 for a constant.</summary>
    public static double Search(LayerChain chain, CancellationToken cancellationToken)
    {
        if (chain.IsConstant)
        {
            return 0.0;
        }

        var product = new SlopeProduct([.. chain.Layers.Select(layer => layer.Weights.Centers)]);
        var random = new Random(1);
        double best = Ascend(chain, product, _ => true, cancellationToken);
        for (int start = 0; start < RandomStarts; start++)
        {
            best = Math.Max(best, Ascend(chain, product, _ => random.NextDouble() < 0.5, cancellationToken));
        }

        return Math.ScaleB(best, chain.Exponent);
    }

    /// <summary>Ascends from slopes that are at their largest or least, as told.</summary>
    private static double Ascend(LayerChain chain, SlopeProduct product, Func<int, bool> isLargest, CancellationToken cancellationToken)
    {
        double[][] slopes =
            [.. chain.Layers[..^1].Select(layer => layer.Slopes.Select((range, k) => isLargest(k) ? range.Maximum : range.Minimum).ToArray()), Ones(chain.OutputSize)];
        double[] direction = [.. Enumerable.Range(0, chain.InputSize).Select(j => 1.0 + (0.1 * Math.Sin(j)))];
        double best = product.Norm(slopes, ref direction, Iterations);
        for (int round = 0; round < MaxRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            slopes = Ascended(chain, product, slopes, direction);
            double norm = product.Norm(slopes, ref direction, Iterations);
            if (norm <= best * (1.0 + 1e-9))
            {
                break;
            }

            best = norm;
        }

        return best;
    }

    /// <summary>Moves each slope to the end of its range to which the derivative of the norm points.</summary>
    private static double[][] Ascended(LayerChain chain, SlopeProduct product, double[][] slopes, double[] direction)
    {
        double[][] forward = product.Forward(slopes, direction);
        double[] image = SlopeProduct.Scaled(slopes[^1], forward[^1]);
        SlopeProduct.Normalize(image);
        double[][] backward = product.Backward(slopes, image);
        return
        [
            .. chain.Layers[..^1].Select((layer, l) => layer.Slopes.Select((range, k) => forward[l][k] * backward[l][k] >= 0.0 ? range.Maximum : range.Minimum).ToArray()),
            slopes[^1],
        ];
    }

    private static double[] Ones(int length) => [.. Enumerable.Repeat(1.0, length)];
}
