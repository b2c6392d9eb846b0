using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Enclosures;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Adds 2 W' A B T W to a diagonal block, and a bound of its rounding. The term is zero where each neuron has a slope 0 at one end.</summary>
/// <remarks>
/// With c_k = 2 alpha_k beta_k lambda_k, of n neurons, the computed sum over k of c_k w_ki w_kj is within gamma_(n+4) sum |c_k w_ki w_kj| of the true one for the centers of c and w, and their radii add
/// sum |c_k| |w_ki| |w_kj| for the largest absolute values less the same sum for the centers. Both sums are computed, with a bound four times as large for their own rounding.
/// </remarks>
internal static class CurvatureTerm
{
    /// <summary>Tells whether the term of a layer is zero, whatever the multipliers.</summary>
    public static bool IsZero(ChainLayer layer) => layer.Slopes.All(range => range.Minimum == 0.0 || range.Maximum == 0.0);

    /// <param name="weights">W, neurons x columns of the block.</param>
    /// <param name="curvatures">c_k.</param>
    /// <param name="center">Takes the term.</param>
    /// <param name="errors">Takes the bound of its errors.</param>
    /// <param name="block">The block.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static void Add(EnclosedMatrix weights, EnclosedNumber[] curvatures, BlockPath center, BlockErrors errors, int block, KernelContext context)
    {
        DenseMatrix term = WeightedGram(weights.Centers, k => curvatures[k].Center, context);
        DenseMatrix largest = weights.Magnitudes();
        DenseMatrix whole = WeightedGram(largest, k => curvatures[k].Magnitude, context);
        DenseMatrix centers = WeightedGram(DenseMatrix.Of(weights.Rows, weights.Columns, (k, j) => Math.Abs(weights.Centers[k, j])), k => Math.Abs(curvatures[k].Center), context);
        int order = center.Orders[block];
        DenseMatrix error = errors.Diagonals[block] = new DenseMatrix(order, order);
        DenseMatrix dense = center.Dense[block] = new DenseMatrix(order, order);
        double gamma = Rounding.Gamma(4.0 * (curvatures.Length + 8));
        EnclosedNumber size = (EnclosedNumber)1.0 + Largest(largest.Values);
        EnclosedNumber underflow = size * size * (1.0 + curvatures.Max(value => value.Magnitude)) * (8.0 * curvatures.Length) * Rounding.Least;
        for (int j = 0; j < order; j++)
        {
            center.Diagonals[block][j] += term[j, j];
            for (int i = j; i < order; i++)
            {
                dense[i, j] = term[i, j];
                double sum = i == j ? 4.0 * Rounding.Unit * Math.Abs(center.Diagonals[block][j]) : 0.0;
                error[i, j] = (((EnclosedNumber)gamma * whole[i, j]) + Math.Max(0.0, whole[i, j] - centers[i, j]) + sum + underflow).Upper;
            }
        }
    }

    /// <summary>Computes the lower triangle of V'CV.</summary>
    private static DenseMatrix WeightedGram(DenseMatrix values, Func<int, double> weight, KernelContext context)
    {
        DenseMatrix weighted = DenseMatrix.Of(values.Rows, values.Columns, (k, j) => weight(k) * values[k, j]);
        var gram = new DenseMatrix(values.Columns, values.Columns);
        MatrixOperations.Multiply(1.0, weighted, true, values, false, 0.0, gram, context);
        return gram;
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0.0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
