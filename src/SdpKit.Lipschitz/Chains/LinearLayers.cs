using System.Collections.Immutable;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Chains;

/// <summary>Multiplies hidden layers out whose neurons all have one slope only (identity, or neurons that cannot switch on the inputs of interest).</summary>
/// <remarks>No finite multipliers make LipSDP exact on them; the product is.</remarks>
internal static class LinearLayers
{
    public static void MultiplyOut(List<ChainLayer> layers)
    {
        for (int l = layers.Count - 2; l >= 0; l--)
        {
            if (layers[l].Slopes.All(range => range.Minimum == range.Maximum))
            {
                layers[l] = Product(layers[l + 1], layers[l]);
                layers.RemoveAt(l + 1);
            }
        }
    }

    /// <summary>Computes V D W with radii, D the slopes between: fl(V D W) is within gamma_(n+1) |V||D||W| of V D W, n the number of neurons between.</summary>
    private static ChainLayer Product(ChainLayer outer, ChainLayer inner)
    {
        int between = inner.Weights.Rows;
        ImmutableArray<SlopeRange> slopes = inner.Slopes;
        var weights = new DenseMatrix(outer.Weights.Rows, inner.Weights.Columns);
        var radii = new DenseMatrix(weights.Rows, weights.Columns);

        // The two sums of magnitudes are each off by gamma_(n+4) themselves; an underflow of v d is multiplied by w.
        double gamma = Rounding.Gamma(4.0 * (between + 4));
        for (int j = 0; j < weights.Columns; j++)
        {
            for (int i = 0; i < weights.Rows; i++)
            {
                (double value, double center, double whole, double lost) = (0.0, 0.0, 0.0, 0.0);
                for (int k = 0; k < between; k++)
                {
                    double slope = slopes[k].Minimum;
                    value += outer.Weights[i, k] * slope * inner.Weights[k, j];
                    center += Math.Abs(outer.Weights[i, k] * slope * inner.Weights[k, j]);
                    whole += outer.Magnitude(i, k) * Math.Abs(slope) * inner.Magnitude(k, j);
                    lost += Rounding.Least * (2.0 + inner.Magnitude(k, j));
                }

                weights[i, j] = value;
                radii[i, j] = whole == 0.0 ? 0.0 : Rounding.Up(Math.Max(0.0, whole - center) + (gamma * whole) + (4.0 * lost));
            }
        }

        return outer with { Weights = weights, Radii = radii };
    }
}
