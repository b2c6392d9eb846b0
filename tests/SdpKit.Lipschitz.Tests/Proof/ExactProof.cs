using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Tests.Proof;

/// <summary>The naive twin of the proof: Z - W_L'W_L itself, not its extended form, by LDL' over the rational numbers. For networks without idle or linear neurons.</summary>
internal static class ExactProof
{
    /// <summary>Decides whether rho E_0 + sum_k lambda_k (p_k q_k' + q_k p_k') - blk_L(W_L'W_L) is positive definite.</summary>
    public static bool IsPositiveDefinite(Network network, double rho, ImmutableArray<ImmutableArray<double>> multipliers)
    {
        int[] starts = [0, .. network.Layers.Select((_, l) => network.Sizes[..(l + 1)].Sum())];
        int order = starts[^1];
        Fraction[,] z = Zero(order);
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
                var p = new Fraction[order];
                var q = new Fraction[order];
                Array.Fill(p, 0.0);
                Array.Fill(q, 0.0);
                for (int j = 0; j < layer.InputSize; j++)
                {
                    p[starts[l] + j] = (Fraction)0.0 - ((Fraction)layer.Slopes[k].Minimum * layer.Row(k)[j]);
                    q[starts[l] + j] = (Fraction)0.0 - ((Fraction)layer.Slopes[k].Maximum * layer.Row(k)[j]);
                }

                p[starts[l + 1] + k] = q[starts[l + 1] + k] = 1.0;
                AddProducts(z, multipliers[l][k], p, q);
            }
        }

        DenseLayer last = network.Layers[^1];
        for (int i = 0; i < last.OutputSize; i++)
        {
            var row = new Fraction[order];
            Array.Fill(row, 0.0);
            for (int j = 0; j < last.InputSize; j++)
            {
                row[starts[^2] + j] = (Fraction)last.Slopes[i].Magnitude * last.Row(i)[j];
            }

            AddProducts(z, -0.5, row, row);
        }

        return HasPositivePivots(z);
    }

    /// <summary>Decides by LDL' whether a symmetric matrix is positive definite; the lower triangle is overwritten.</summary>
    public static bool HasPositivePivots(Fraction[,] z)
    {
        int order = z.GetLength(0);
        for (int k = 0; k < order; k++)
        {
            if (z[k, k].Sign <= 0)
            {
                return false;
            }

            for (int i = k + 1; i < order; i++)
            {
                if (z[i, k].Sign == 0)
                {
                    continue;
                }

                Fraction factor = z[i, k] / z[k, k];
                for (int j = k + 1; j <= i; j++)
                {
                    z[i, j] -= factor * z[j, k];
                }
            }
        }

        return true;
    }

    private static Fraction[,] Zero(int order)
    {
        var z = new Fraction[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                z[i, j] = 0.0;
            }
        }

        return z;
    }

    private static void AddProducts(Fraction[,] z, double multiplier, Fraction[] p, Fraction[] q)
    {
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                z[i, j] += (Fraction)multiplier * ((p[i] * q[j]) + (q[i] * p[j]));
            }
        }
    }
}
