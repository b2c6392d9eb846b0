using SdpKit.Presolve.Faces;

namespace SdpKit.InteriorPoint;

/// <summary>Computes the Frobenius norms of the coefficient matrices within one block.</summary>
internal static class CoefficientNorms
{
    /// <summary>Computes the norm of F_0's part and, for each variable that occurs in the block, of F_i's part.</summary>
    /// <param name="block">The matrices.</param>
    /// <param name="shape">Their kind and order.</param>
    /// <param name="basis">P, where low-rank terms are to have the norms of an orthonormal basis, with the inner product (P'P)^-1 = (I + hh')^-1 for their vectors.</param>
    public static (double Constant, double[] Norms, int[] Variables) Of(BlockCoefficients block, SdpBlock shape, FaceBasis? basis = null)
    {
        var squares = new Dictionary<int, double>(block.Variables.Length);
        for (int t = 0; t < block.Variables.Length; t++)
        {
            double sum = 0.0;
            for (int k = block.Starts[t]; k < block.Starts[t + 1]; k++)
            {
                double square = block.Values[k] * block.Values[k];
                sum += block.Rows[k] == block.Columns[k] ? square : 2.0 * square;
            }

            squares[block.Variables[t]] = sum;
        }

        foreach (DenseTerm term in block.DenseTerms)
        {
            squares[term.Variable] = squares.GetValueOrDefault(term.Variable) + term.Values.Sum(value => value * value);
        }

        foreach (LowRankTerm term in block.LowRankTerms)
        {
            squares[term.Variable] = squares.GetValueOrDefault(term.Variable) + SquaredNorm(term, shape.Order, basis);
        }

        bool hasConstant = squares.Remove(SdpProblem.Constant, out double constant);
        int[] variables = [.. squares.Keys];
        Array.Sort(variables);
        return (hasConstant ? Math.Sqrt(constant) : 0.0, Array.ConvertAll(variables, variable => Math.Sqrt(squares[variable])), variables);
    }

    /// <summary>Computes ||F_i||_F^2 for i = 0..m-1.</summary>
    public static double[] Squared(SdpProblem problem)
    {
        var squares = new double[problem.VariableCount];
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            (_, double[] norms, int[] variables) = Of(problem.Coefficients[b], problem.Blocks[b]);
            for (int k = 0; k < norms.Length; k++)
            {
                squares[variables[k]] += norms[k] * norms[k];
            }
        }

        return squares;
    }

    /// <summary>Computes ||U D U'||_F^2 = sum_rs d_r d_s (u_r'u_s)^2.</summary>
    private static double SquaredNorm(LowRankTerm term, int order, FaceBasis? basis)
    {
        double sum = 0.0;
        for (int r = 0; r < term.Rank; r++)
        {
            ReadOnlySpan<double> left = term.Factor.AsSpan(r * order, order);
            for (int s = 0; s < term.Rank; s++)
            {
                ReadOnlySpan<double> right = term.Factor.AsSpan(s * order, order);
                double product = Inner(left, right);
                if (basis is not null)
                {
                    product -= Inner(basis.Hub, left) * Inner(basis.Hub, right) / (1.0 + basis.HubSquare);
                }

                sum += term.Weights[r] * term.Weights[s] * product * product;
            }
        }

        return sum;
    }

    private static double Inner(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0.0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
