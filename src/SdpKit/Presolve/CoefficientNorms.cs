using System.Collections.Immutable;
using SdpKit.Presolve.Faces;

namespace SdpKit.Presolve;

/// <summary>Holds the Frobenius norms of F_1..F_m and of their parts within each block. Immutable and thread-safe.</summary>
internal sealed class CoefficientNorms
{
    private readonly double[] _squared;

    public CoefficientNorms(SdpProblem problem)
    {
        Blocks = [.. problem.Coefficients.Select((block, b) => Of(block, problem.Blocks[b].Order))];
        _squared = new double[problem.VariableCount];
        foreach ((int variable, double norm) in Blocks.SelectMany(norms => norms))
        {
            _squared[variable] += norm * norm;
        }
    }

    /// <summary>Gets ||F_i||_F^2 for i = 0..m-1.</summary>
    public ReadOnlySpan<double> Squared => _squared;

    /// <summary>Gets, for each block, the norms of the parts of the F_i that have terms there, by ascending variable.</summary>
    public ImmutableArray<(int Variable, double Norm)[]> Blocks { get; }

    /// <summary>Computes the norms of the parts of F_1..F_m in one block, by ascending variable.</summary>
    /// <param name="block">The matrices.</param>
    /// <param name="order">The order of the block.</param>
    /// <param name="basis">P, where low-rank terms are to have the norms of an orthonormal basis, with the inner product (P'P)^-1 = (I + hh')^-1 for their vectors.</param>
    public static (int Variable, double Norm)[] Of(BlockCoefficients block, int order, FaceBasis? basis = null)
    {
        var squares = new Dictionary<int, double>(block.Variables.Length);
        for (int t = block.ConstantTermCount; t < block.Variables.Length; t++)
        {
            squares[block.Variables[t]] = SquaredNorm(block, t);
        }

        foreach (DenseTerm term in block.DenseTerms)
        {
            squares[term.Variable] = squares.GetValueOrDefault(term.Variable) + SquaredNorm(term);
        }

        foreach (LowRankTerm term in block.LowRankTerms)
        {
            squares[term.Variable] = squares.GetValueOrDefault(term.Variable) + SquaredNorm(term, order, basis);
        }

        squares.Remove(SdpProblem.Constant);
        int[] variables = [.. squares.Keys];
        Array.Sort(variables);
        return Array.ConvertAll(variables, variable => (variable, Math.Sqrt(squares[variable])));
    }

    /// <summary>Computes the norm of F_0's part in one block; the parameters are those of <see cref="Of"/>.</summary>
    public static double OfConstant(BlockCoefficients block, int order, FaceBasis? basis = null)
    {
        double square = block.ConstantTermCount > 0 ? SquaredNorm(block, 0) : 0.0;
        foreach (DenseTerm term in block.DenseTerms)
        {
            square += term.Variable == SdpProblem.Constant ? SquaredNorm(term) : 0.0;
        }

        foreach (LowRankTerm term in block.LowRankTerms)
        {
            square += term.Variable == SdpProblem.Constant ? SquaredNorm(term, order, basis) : 0.0;
        }

        return Math.Sqrt(square);
    }

    private static double SquaredNorm(BlockCoefficients block, int term)
    {
        double sum = 0.0;
        for (int k = block.Starts[term]; k < block.Starts[term + 1]; k++)
        {
            double square = block.Values[k] * block.Values[k];
            sum += block.Rows[k] == block.Columns[k] ? square : 2.0 * square;
        }

        return sum;
    }

    private static double SquaredNorm(DenseTerm term) => term.Values.Sum(value => value * value);

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
