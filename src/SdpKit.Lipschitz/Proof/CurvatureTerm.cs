using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Adds 2 W' A B T W to a diagonal block, and a bound of its rounding. The term is zero where each neuron has a slope 0 at one end.</summary>
/// <remarks>
/// With c_k = 2 alpha_k beta_k lambda_k, of n neurons, the computed sum over k of c_k w_ki w_kj is within gamma_(n+4) sum |c_k w_ki w_kj| of the true one, and the radii R of the weights add
/// sum |c_k| ((|w_ki| + R_ki)(|w_kj| + R_kj) - |w_ki w_kj|). Both sums are computed, with a bound four times as large for their own rounding.
/// </remarks>
internal static class CurvatureTerm
{
    /// <summary>Tells whether the term of a layer is zero, whatever the multipliers.</summary>
    public static bool IsZero(ChainLayer layer) => layer.Slopes.All(range => range.Minimum == 0.0 || range.Maximum == 0.0);

    public static void Add(ChainLayer layer, double[] multipliers, BlockPath center, BlockErrors errors, int block, KernelContext context)
    {
        if (IsZero(layer))
        {
            return;
        }

        double[] curvatures = [.. multipliers.Select((multiplier, k) => 2.0 * layer.Slopes[k].Minimum * layer.Slopes[k].Maximum * multiplier)];
        int order = center.Orders[block];
        DenseMatrix term = WeightedGram(layer, curvatures, (k, j) => layer.Weights[k, j], context);
        DenseMatrix center1 = WeightedGram(layer, curvatures, (k, j) => Math.Abs(layer.Weights[k, j]), context, Math.Abs);
        DenseMatrix whole = layer.Radii is null ? center1 : WeightedGram(layer, curvatures, layer.Magnitude, context, Math.Abs);
        DenseMatrix error = errors.Diagonals[block] = new DenseMatrix(order, order);
        DenseMatrix dense = center.Dense[block] = new DenseMatrix(order, order);
        double gamma = Rounding.Gamma(4.0 * (multipliers.Length + 8));
        double largest = layer.Weights.Values.ToArray().Max(Math.Abs) + (layer.Radii is null ? 0.0 : layer.Radii.Values.ToArray().Max());
        double underflow = 8.0 * multipliers.Length * Rounding.Least * (1.0 + largest) * (1.0 + largest);
        for (int j = 0; j < order; j++)
        {
            center.Diagonals[block][j] += term[j, j];
            for (int i = j; i < order; i++)
            {
                dense[i, j] = term[i, j];
                double sum = i == j ? 4.0 * Rounding.Unit * Math.Abs(center.Diagonals[block][j]) : 0.0;
                error[i, j] = Rounding.Up((gamma * whole[i, j]) + Math.Max(0.0, whole[i, j] - center1[i, j]) + sum + underflow);
            }
        }
    }

    /// <summary>Computes the lower triangle of V'CV with C = diag(of(c_k)).</summary>
    private static DenseMatrix WeightedGram(ChainLayer layer, double[] curvatures, Func<int, int, double> entry, KernelContext context, Func<double, double>? of = null)
    {
        DenseMatrix values = DenseMatrix.Of(layer.Weights.Rows, layer.Weights.Columns, entry);
        DenseMatrix weighted = DenseMatrix.Of(values.Rows, values.Columns, (k, j) => (of is null ? curvatures[k] : of(curvatures[k])) * values[k, j]);
        var gram = new DenseMatrix(values.Columns, values.Columns);
        MatrixOperations.Multiply(1.0, weighted, true, values, false, 0.0, gram, context);
        return gram;
    }
}
