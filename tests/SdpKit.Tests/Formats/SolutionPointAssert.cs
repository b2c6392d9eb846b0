using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

/// <summary>Compares the points of solution files and checks them against their problem.</summary>
internal static class SolutionPointAssert
{
    public static void Equal(SolutionPoint expected, SolutionPoint actual, double tolerance = 0.0)
    {
        Near(expected.Variables.AsSpan(), actual.Variables.AsSpan(), tolerance);
        for (int b = 0; b < expected.PrimalMatrix.Blocks.Length; b++)
        {
            Near(expected.PrimalMatrix.Values(b), actual.PrimalMatrix.Values(b), tolerance);
            Near(expected.DualMatrix.Values(b), actual.DualMatrix.Values(b), tolerance);
        }
    }

    /// <summary>Checks X = sum x_i F_i - F_0 and, for every i, &lt;F_i,Y> = c_i.</summary>
    public static void Satisfies(SdpProblem problem, SolutionPoint point, double tolerance)
    {
        double[] left = new double[problem.VariableCount];
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            var slack = new double[problem.Blocks[b].Order, problem.Blocks[b].Order];
            BlockCoefficients block = problem.Coefficients[b];
            for (int t = 0; t < block.Variables.Length; t++)
            {
                int variable = block.Variables[t];
                double factor = variable == SdpProblem.Constant ? -1.0 : point.Variables[variable];
                for (int k = block.Starts[t]; k < block.Starts[t + 1]; k++)
                {
                    (int row, int column) = (block.Rows[k], block.Columns[k]);
                    slack[row, column] += factor * block.Values[k];
                    if (variable >= 0)
                    {
                        left[variable] += (row == column ? 1.0 : 2.0) * block.Values[k] * point.DualMatrix[b, row, column];
                    }
                }
            }

            for (int row = 0; row < problem.Blocks[b].Order; row++)
            {
                for (int column = 0; column <= row; column++)
                {
                    Assert.Equal(slack[row, column], point.PrimalMatrix[b, row, column], tolerance);
                    Assert.Equal(slack[row, column], point.PrimalMatrix[b, column, row], tolerance);
                }
            }
        }

        Near(problem.Objective, left, tolerance);
    }

    private static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.InRange(actual[k], expected[k] - tolerance, expected[k] + tolerance);
        }
    }
}
