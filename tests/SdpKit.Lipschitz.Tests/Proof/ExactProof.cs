using System.Collections.Immutable;
using SdpKit.Lipschitz.Tests.Fuzzing;

namespace SdpKit.Lipschitz.Tests.Proof;

/// <summary>The naive twin of the proof: Z - W_L'W_L itself, not its extended form, over the rational numbers. For networks without idle or linear neurons.</summary>
internal static class ExactProof
{
    /// <summary>Decides whether rho E_0 + sum_k lambda_k (p_k q_k' + q_k p_k') - blk_L(W_L'W_L) is positive definite.</summary>
    public static bool IsPositiveDefinite(Network network, double rho, ImmutableArray<ImmutableArray<double>> multipliers)
    {
        int[] starts = [0, .. network.Layers.Select((_, l) => network.Sizes[..(l + 1)].Sum())];
        int order = starts[^1];
        var z = new DyadicNumber[order, order];
        for (int j = 0; j < network.InputSize; j++)
        {
            z[j, j] = rho;
        }

        for (int l = 0; l < network.Layers.Length - 1; l++)
        {
            DenseLayer layer = network.Layers[l];
            for (int k = 0; k < layer.OutputSize; k++)
            {
                // p = e - alpha w, q = e - beta w
                var p = new DyadicNumber[order];
                var q = new DyadicNumber[order];
                for (int j = 0; j < layer.InputSize; j++)
                {
                    p[starts[l] + j] = -((DyadicNumber)layer.Slopes[k].Minimum * layer.Row(k)[j]);
                    q[starts[l] + j] = -((DyadicNumber)layer.Slopes[k].Maximum * layer.Row(k)[j]);
                }

                p[starts[l + 1] + k] = q[starts[l + 1] + k] = 1.0;
                AddProducts(z, multipliers[l][k], p, q);
            }
        }

        DenseLayer last = network.Layers[^1];
        for (int i = 0; i < last.OutputSize; i++)
        {
            var row = new DyadicNumber[order];
            for (int j = 0; j < last.InputSize; j++)
            {
                row[starts[^2] + j] = (DyadicNumber)last.Slopes[i].Magnitude * last.Row(i)[j];
            }

            AddProducts(z, -0.5, row, row);
        }

        return DyadicNumber.IsPositiveDefinite(z);
    }

    private static void AddProducts(DyadicNumber[,] z, double multiplier, DyadicNumber[] p, DyadicNumber[] q)
    {
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                z[i, j] += (DyadicNumber)multiplier * ((p[i] * q[j]) + (q[i] * p[j]));
                z[j, i] = z[i, j];
            }
        }
    }
}
