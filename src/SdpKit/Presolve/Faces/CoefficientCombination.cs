namespace SdpKit.Presolve.Faces;

/// <summary>Adds up coefficient matrices of one semidefinite block as a full matrix.</summary>
internal static class CoefficientCombination
{
    /// <summary>Computes the block of sum x_i F_i - F_0, n x n, column by column, both triangles.</summary>
    public static double[] Dense(SdpProblem problem, int block, ReadOnlySpan<double> x)
    {
        double[] weights = x.ToArray();
        return Sum(problem, block, variable => variable == SdpProblem.Constant ? -1.0 : weights[variable]);
    }

    /// <summary>Computes the block of F_0.</summary>
    public static double[] Constant(SdpProblem problem, int block) => Sum(problem, block, variable => variable == SdpProblem.Constant ? 1.0 : 0.0);

    public static bool HasConstant(BlockCoefficients coefficients) =>
        coefficients.Variables.BinarySearch(SdpProblem.Constant) >= 0
        || coefficients.LowRankTerms.Any(term => term.Variable == SdpProblem.Constant)
        || coefficients.DenseTerms.Any(term => term.Variable == SdpProblem.Constant);

    /// <summary>Computes the largest entry of the block of F_0 in absolute value.</summary>
    public static double LargestConstant(SdpProblem problem, int block)
    {
        double largest = 0.0;
        foreach (double value in HasConstant(problem.Coefficients[block]) ? Constant(problem, block) : [])
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private static double[] Sum(SdpProblem problem, int block, Func<int, double> weightOf)
    {
        int order = problem.Blocks[block].Order;
        BlockCoefficients coefficients = problem.Coefficients[block];
        var result = new double[order * order];
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            double weight = weightOf(coefficients.Variables[t]);
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                (int row, int column, double value) = (coefficients.Rows[k], coefficients.Columns[k], weight * coefficients.Values[k]);
                result[row + (order * column)] += value;
                if (row != column)
                {
                    result[column + (order * row)] += value;
                }
            }
        }

        foreach (DenseTerm term in coefficients.DenseTerms)
        {
            double weight = weightOf(term.Variable);
            for (int k = 0; k < result.Length && weight != 0.0; k++)
            {
                result[k] += weight * term.Values[k];
            }
        }

        foreach (LowRankTerm term in coefficients.LowRankTerms)
        {
            AddOuterProducts(result, order, term, weightOf(term.Variable));
        }

        return result;
    }

    private static void AddOuterProducts(double[] target, int order, LowRankTerm term, double weight)
    {
        for (int r = 0; r < term.Rank && weight != 0.0; r++)
        {
            ReadOnlySpan<double> u = term.Factor.AsSpan(r * order, order);
            for (int j = 0; j < order; j++)
            {
                double factor = weight * term.Weights[r] * u[j];
                for (int i = 0; i < order; i++)
                {
                    target[i + (order * j)] += factor * u[i];
                }
            }
        }
    }
}
