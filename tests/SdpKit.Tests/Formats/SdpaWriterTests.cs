using System.Text;
using FsCheck.Xunit;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class SdpaWriterTests
{
    [Property(MaxTest = 300)]
    public void A_problem_reads_back_bit_by_bit(int seed)
    {
        SdpProblem problem = RandomProblem.Sparse(seed);
        ProblemFile back = WriteAndRead(problem);
        ProblemAssert.Equal(problem, back.Problem);
        Assert.Empty(back.Warnings);
    }

    [Property(MaxTest = 300)]
    public void Low_rank_and_dense_terms_are_expanded(int seed)
    {
        SdpProblem problem = RandomProblem.WithTerms(seed);
        SdpProblem back = WriteAndRead(problem).Problem;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            Assert.Empty(back.Coefficients[b].LowRankTerms);
            Assert.Empty(back.Coefficients[b].DenseTerms);
            for (int variable = -1; variable < problem.VariableCount; variable++)
            {
                (double[] expected, double[] sizes) = Expanded(problem, b, variable);
                (double[] actual, _) = Expanded(back, b, variable);
                for (int k = 0; k < expected.Length; k++)
                {
                    Assert.True(Math.Abs(expected[k] - actual[k]) <= 1e-14 * sizes[k]);
                }
            }
        }
    }

    [Fact]
    public void The_text_is_what_other_solvers_expect()
    {
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective([1.0, -0.1]);
        builder.AddDiagonalBlock(2);
        builder.AddSemidefiniteBlock(2);
        builder.AddEntry(0, 1, 1, 0, 1e-20);
        builder.AddEntry(SdpProblem.Constant, 1, 0, 0, 3);
        builder.AddEntry(1, 0, 1, 1, 0.3);
        Assert.Equal("2\n2\n-2 2\n1 -0.1\n0 2 1 1 3\n1 2 1 2 1E-20\n2 1 2 2 0.3\n", Text(builder.Build()));
    }

    [Fact]
    public void Equalities_and_a_quadratic_term_are_refused()
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddEquality(1.0);
        Assert.Contains("linear equalities", Assert.Throws<NotSupportedException>(() => Text(builder.Build())).Message);
        var quadratic = new SdpProblemBuilder(1);
        quadratic.AddQuadraticEntry(0, 0, 1.0);
        Assert.Contains("quadratic term", Assert.Throws<NotSupportedException>(() => Text(quadratic.Build())).Message);
    }

    private static string Text(SdpProblem problem)
    {
        using var stream = new MemoryStream();
        SdpaWriter.Write(problem, stream);
        return Encoding.ASCII.GetString(stream.ToArray());
    }

    private static ProblemFile WriteAndRead(SdpProblem problem) => SdpaReader.Read(new TrickleStream(Text(problem), 1000));

    /// <summary>Adds all terms up in the plainest way, and their sizes too, which bound the rounding.</summary>
    private static (double[] Matrix, double[] Sizes) Expanded(SdpProblem problem, int block, int variable)
    {
        int n = problem.Blocks[block].Order;
        var matrix = new double[n * n];
        var sizes = new double[n * n];
        void Add(int row, int column, double value)
        {
            matrix[row + (n * column)] += value;
            sizes[row + (n * column)] += Math.Abs(value);
        }

        BlockCoefficients coefficients = problem.Coefficients[block];
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1] && coefficients.Variables[t] == variable; k++)
            {
                Add(coefficients.Rows[k], coefficients.Columns[k], coefficients.Values[k]);
            }
        }

        for (int column = 0; column < n; column++)
        {
            for (int row = column; row < n; row++)
            {
                foreach (LowRankTerm term in coefficients.LowRankTerms.Where(term => term.Variable == variable))
                {
                    for (int r = 0; r < term.Rank; r++)
                    {
                        Add(row, column, term.Weights[r] * term.Factor[row + (n * r)] * term.Factor[column + (n * r)]);
                    }
                }

                foreach (DenseTerm term in coefficients.DenseTerms.Where(term => term.Variable == variable))
                {
                    Add(row, column, term.Values[row + (n * column)]);
                }
            }
        }

        return (matrix, sizes);
    }
}
