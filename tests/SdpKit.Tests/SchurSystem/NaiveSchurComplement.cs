namespace SdpKit.Tests.SchurSystem;

/// <summary>Computes H_ij = &lt;F_i, P F_j Q> by the definition: every coefficient matrix written out, every product by three loops.</summary>
internal static class NaiveSchurComplement
{
    /// <summary>Forms H + the quadratic term of the whole problem, both triangles.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="point">P, Q and the ratios of the diagonal block.</param>
    public static double[,] Form(SdpProblem problem, RandomPoint point)
    {
        int count = problem.VariableCount;
        var result = new double[count, count];
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            double[,] part = problem.Blocks[b].Kind == BlockKind.Diagonal
                ? DiagonalBlock(problem, b, point.Ratio)
                : SemidefiniteBlock(problem, b, point.PrimalInverse[b], point.Dual[b]);
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    result[i, j] += part[i, j];
                }
            }
        }

        for (int i = 0; i < problem.Quadratic.RowCount; i++)
        {
            for (int k = 0; k < problem.Quadratic.Columns(i).Length; k++)
            {
                result[i, problem.Quadratic.Columns(i)[k]] += problem.Quadratic.Values(i)[k];
            }
        }

        return result;
    }

    public static double[,] SemidefiniteBlock(SdpProblem problem, int block, double[,] p, double[,] q)
    {
        int count = problem.VariableCount;
        double[][,] coefficients = [.. Enumerable.Range(0, count).Select(variable => Expand(problem, block, variable))];
        (int Row, int Column, double Value)[][] entries = [.. coefficients.Select(Entries)];
        var result = new double[count, count];
        for (int j = 0; j < count; j++)
        {
            if (entries[j].Length == 0)
            {
                continue;
            }

            double[,] product = Multiply(p, Multiply(coefficients[j], q));
            for (int i = 0; i < count; i++)
            {
                result[i, j] = entries[i].Sum(entry => entry.Value * product[entry.Row, entry.Column]);
            }
        }

        return result;
    }

    public static double[,] Expand(SdpProblem problem, int block, int variable)
    {
        int order = problem.Blocks[block].Order;
        BlockCoefficients coefficients = problem.Coefficients[block];
        var matrix = new double[order, order];
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1] && coefficients.Variables[t] == variable; k++)
            {
                matrix[coefficients.Rows[k], coefficients.Columns[k]] = coefficients.Values[k];
                matrix[coefficients.Columns[k], coefficients.Rows[k]] = coefficients.Values[k];
            }
        }

        foreach (LowRankTerm term in coefficients.LowRankTerms.Where(term => term.Variable == variable))
        {
            for (int r = 0; r < term.Rank; r++)
            {
                for (int i = 0; i < order; i++)
                {
                    for (int j = 0; j < order; j++)
                    {
                        matrix[i, j] += term.Weights[r] * term.Factor[i + (r * order)] * term.Factor[j + (r * order)];
                    }
                }
            }
        }

        foreach (DenseTerm term in coefficients.DenseTerms.Where(term => term.Variable == variable))
        {
            for (int i = 0; i < order * order; i++)
            {
                matrix[i % order, i / order] += term.Values[i];
            }
        }

        return matrix;
    }

    private static (int Row, int Column, double Value)[] Entries(double[,] matrix)
    {
        var entries = new List<(int Row, int Column, double Value)>();
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                if (matrix[i, j] != 0.0)
                {
                    entries.Add((i, j, matrix[i, j]));
                }
            }
        }

        return [.. entries];
    }

    private static double[,] DiagonalBlock(SdpProblem problem, int block, double[] ratio)
    {
        int count = problem.VariableCount;
        double[][,] coefficients = [.. Enumerable.Range(0, count).Select(variable => Expand(problem, block, variable))];
        var result = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                for (int k = 0; k < ratio.Length; k++)
                {
                    result[i, j] += ratio[k] * coefficients[i][k, k] * coefficients[j][k, k];
                }
            }
        }

        return result;
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        int n = a.GetLength(0);
        int[] rows = [.. Enumerable.Range(0, n).Where(k => Enumerable.Range(0, n).Any(j => b[k, j] != 0.0))];
        var result = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            foreach (int k in rows)
            {
                double scale = a[i, k];
                for (int j = 0; j < n && scale != 0.0; j++)
                {
                    result[i, j] += scale * b[k, j];
                }
            }
        }

        return result;
    }
}
