using MathNet.Numerics.LinearAlgebra;

namespace SdpKit.Tests.Presolve;

/// <summary>Evaluates a problem as its formulas stand, on dense matrices.</summary>
internal static class NaiveProblem
{
    /// <summary>Sums all terms of a variable in a block.</summary>
    public static Matrix<double> Coefficient(SdpProblem problem, int variable, int block)
    {
        int order = problem.Blocks[block].Order;
        BlockCoefficients coefficients = problem.Coefficients[block];
        Matrix<double> sum = Matrix<double>.Build.Dense(order, order);
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1] && coefficients.Variables[t] == variable; k++)
            {
                sum[coefficients.Rows[k], coefficients.Columns[k]] = sum[coefficients.Columns[k], coefficients.Rows[k]] = coefficients.Values[k];
            }
        }

        foreach (LowRankTerm term in coefficients.LowRankTerms.Where(term => term.Variable == variable))
        {
            Matrix<double> factor = Matrix<double>.Build.Dense(order, term.Rank, [.. term.Factor]);
            sum += factor * Matrix<double>.Build.DenseOfDiagonalArray([.. term.Weights]) * factor.Transpose();
        }

        foreach (DenseTerm term in coefficients.DenseTerms.Where(term => term.Variable == variable))
        {
            sum += Matrix<double>.Build.Dense(order, order, [.. term.Values]);
        }

        return sum;
    }

    /// <summary>Computes sum x_i F_i - F_0.</summary>
    public static SymmetricBlockMatrix Slack(SdpProblem problem, double[] x)
    {
        var slack = new SymmetricBlockMatrix(problem.Blocks);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            Matrix<double> sum = -Coefficient(problem, SdpProblem.Constant, b);
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] * Coefficient(problem, i, b);
            }

            Fill(slack, b, sum);
        }

        return slack;
    }

    /// <summary>Computes &lt;F_i,Y>.</summary>
    public static double InnerProduct(SdpProblem problem, int variable, SymmetricBlockMatrix matrix)
    {
        double sum = 0.0;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            sum += Coefficient(problem, variable, b).PointwiseMultiply(Block(matrix, b)).RowSums().Sum();
        }

        return sum;
    }

    /// <summary>Makes a positive semidefinite matrix of small integers.</summary>
    public static SymmetricBlockMatrix RandomSemidefinite(SdpProblem problem, Random random)
    {
        var result = new SymmetricBlockMatrix(problem.Blocks);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            int order = problem.Blocks[b].Order;
            Matrix<double> root = Matrix<double>.Build.Dense(order, order, (_, _) => random.Next(-3, 4));
            Fill(result, b, root * root.Transpose());
        }

        return result;
    }

    /// <summary>Views a block as a dense matrix.</summary>
    public static Matrix<double> Block(SymmetricBlockMatrix matrix, int block)
    {
        int order = matrix.Blocks[block].Order;
        return Matrix<double>.Build.Dense(order, order, (row, column) => matrix[block, row, column]);
    }

    private static void Fill(SymmetricBlockMatrix target, int block, Matrix<double> values)
    {
        for (int row = 0; row < values.RowCount; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                if (row == column || target.Blocks[block].Kind == BlockKind.PositiveSemidefinite)
                {
                    target[block, row, column] = values[row, column];
                }
            }
        }
    }
}
