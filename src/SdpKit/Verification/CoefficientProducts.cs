namespace SdpKit.Verification;

/// <summary>Computes the inner products of all coefficient matrices with a symmetric matrix. Reads the lower triangle.</summary>
internal static class CoefficientProducts
{
    /// <summary>Computes &lt;F_0,Y>, &lt;F_1,Y>, ...: the variable i at place i + 1, the constant matrix at place 0.</summary>
    public static CompensatedSum[] Of(SdpProblem problem, SymmetricBlockMatrix matrix, ParallelOptions parallel)
    {
        var sums = new CompensatedSum[problem.VariableCount + 1];
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            BlockCoefficients coefficients = problem.Coefficients[b];
            if (problem.Blocks[b].Kind == BlockKind.Diagonal)
            {
                AddDiagonal(sums, coefficients, matrix.Values(b));
                continue;
            }

            int order = problem.Blocks[b].Order;
            AddSparse(sums, coefficients, matrix.Values(b), order);
            int block = b;
            AddTerms(sums, coefficients.LowRankTerms, term => term.Variable, term => LowRank(term, matrix.Values(block), order), parallel);
            AddTerms(sums, coefficients.DenseTerms, term => term.Variable, term => InnerProduct(term.Values.AsSpan(), matrix.Values(block), order, parallel.CancellationToken), parallel);
        }

        return sums;
    }

    private static void AddDiagonal(CompensatedSum[] sums, BlockCoefficients coefficients, ReadOnlySpan<double> diagonal)
    {
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            ref CompensatedSum sum = ref sums[coefficients.Variables[t] + 1];
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                sum.AddProduct(coefficients.Values[k], diagonal[coefficients.Rows[k]]);
            }
        }
    }

    private static void AddSparse(CompensatedSum[] sums, BlockCoefficients coefficients, ReadOnlySpan<double> matrix, int order)
    {
        ReadOnlySpan<int> rows = coefficients.Rows;
        ReadOnlySpan<int> columns = coefficients.Columns;
        ReadOnlySpan<double> values = coefficients.Values;
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            ref CompensatedSum sum = ref sums[coefficients.Variables[t] + 1];
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                double entry = matrix[rows[k] + (order * columns[k])];
                sum.AddProduct(rows[k] == columns[k] ? values[k] : 2.0 * values[k], entry);
            }
        }
    }

    private static void AddTerms<TTerm>(
        CompensatedSum[] sums,
        IReadOnlyList<TTerm> terms,
        Func<TTerm, int> variable,
        Func<TTerm, CompensatedSum> product,
        ParallelOptions parallel)
    {
        if (terms.Count == 0)
        {
            return;
        }

        var products = new CompensatedSum[terms.Count];
        Parallel.For(0, terms.Count, parallel, t => products[t] = product(terms[t]));
        for (int t = 0; t < terms.Count; t++)
        {
            sums[variable(terms[t]) + 1].AddScaled(1.0, products[t]);
        }
    }

    /// <summary>Computes sum_r d_r u_r' Y u_r = sum_r d_r sum_j u_jr (Y_jj u_jr + 2 sum_{i>j} Y_ij u_ir).</summary>
    private static CompensatedSum LowRank(LowRankTerm term, ReadOnlySpan<double> matrix, int order)
    {
        var sum = default(CompensatedSum);
        for (int r = 0; r < term.Rank; r++)
        {
            ReadOnlySpan<double> vector = term.Factor.AsSpan().Slice(r * order, order);
            int end = vector.LastIndexOfAnyExcept(0.0) + 1;
            var form = default(CompensatedSum);
            for (int j = 0; j < end; j++)
            {
                if (vector[j] == 0.0)
                {
                    continue;
                }

                var column = default(CompensatedSum);
                column.AddProduct(0.5 * vector[j], matrix[j + (order * j)]);
                CompensatedVectors.AddDot(ref column, vector[(j + 1)..end], matrix[((order * j) + j + 1)..]);
                form.AddScaled(2.0 * vector[j], column);
            }

            sum.AddScaled(term.Weights[r], form);
        }

        return sum;
    }

    /// <summary>Computes &lt;A,B> of two symmetric matrices.</summary>
    public static CompensatedSum InnerProduct(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int order, CancellationToken cancellationToken)
    {
        var offDiagonal = default(CompensatedSum);
        var sum = default(CompensatedSum);
        for (int j = 0; j < order; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int diagonal = j + (order * j);
            sum.AddProduct(left[diagonal], right[diagonal]);
            CompensatedVectors.AddDot(ref offDiagonal, left.Slice(diagonal + 1, order - j - 1), right.Slice(diagonal + 1, order - j - 1));
        }

        sum.AddScaled(2.0, offDiagonal);
        return sum;
    }
}
