using FsCheck.Xunit;
using SdpKit.Formats;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.SchurSystem;

namespace SdpKit.Tests.SchurSystem;

public sealed unsafe class BlockSchurTests
{
    [Property(MaxTest = 60)]
    public void Block_with_all_kinds_of_terms_agrees_with_the_definition(int seed) => AssertAgrees(seed, method: null);

    [Property(MaxTest = 60)]
    public void Support_dots_agree_with_the_definition(int seed) => AssertAgrees(seed, SparseMethod.SupportDots);

    [Property(MaxTest = 60)]
    public void Support_products_agree_with_the_definition(int seed) => AssertAgrees(seed, SparseMethod.SupportProduct);

    [Property(MaxTest = 60)]
    public void Terms_split_over_hubs_agree_with_the_definition(int seed) => AssertAgrees(seed, SparseMethod.Hubs);

    [Fact]
    public void Lyapunov_matrices_are_put_together_from_one_vector_a_row()
    {
        const int Order = 6;
        var random = new Random(3);
        double[] a = [.. Enumerable.Range(0, Order * Order).Select(_ => random.NextDouble())];
        var builder = new SdpProblemBuilder(Order * (Order + 1) / 2);
        builder.AddSemidefiniteBlock(Order);
        int variable = 0;
        for (int k = 0; k < Order; k++)
        {
            for (int l = k; l < Order; l++, variable++)
            {
                // A'E + EA with E = e_k e_l' + e_l e_k' (e_k e_k' where they are one), written to four digits
                for (int j = 0; j < Order; j++)
                {
                    builder.AddEntry(variable, 0, l, j, Math.Round((l == j ? 2 : 1) * a[(k * Order) + j], 4));
                    builder.AddEntry(variable, 0, k, j, k == l ? 0.0 : Math.Round((k == j ? 2 : 1) * a[(l * Order) + j], 4));
                }
            }
        }

        SdpProblem problem = builder.Build();
        var terms = new SparseTerms(problem.Coefficients[0], Order);
        var factors = new HubFactors(terms, new HubRange(0, terms.Count), CancellationToken.None);
        Assert.Equal(Order, factors.VectorCount);
        using var point = new RandomPoint(problem, random);
        AssertAgrees(problem, point, 0, SparseMethod.Hubs);
    }

    [DataTheory("sdplib")]
    [InlineData("arch0")]
    [InlineData("control1")]
    [InlineData("gpp100")]
    [InlineData("hinf1")]
    [InlineData("mcp100")]
    [InlineData("qap5")]
    [InlineData("theta1")]
    [InlineData("truss1")]
    public void Library_problems_agree_with_the_definition(string name)
    {
        using FileStream stream = File.OpenRead(Path.Combine(TestData.Path("sdplib"), name + ".dat-s"));
        SdpProblem file = ProblemReader.Read(stream, name).Problem;
        foreach (SdpProblem problem in new[] { file, Presolver.Reduce(file, CancellationToken.None).Reduced })
        {
            using var point = new RandomPoint(problem, new Random(1));
            for (int block = 0; block < point.Dual.Length; block++)
            {
                AssertAgrees(problem, point, block, method: null);
                AssertAgrees(problem, point, block, SparseMethod.Hubs);
            }
        }
    }

    private static void AssertAgrees(int seed, SparseMethod? method)
    {
        var random = new Random(seed);
        SdpProblem problem = RandomProblem.Draw(random, random.Next(1, 40), blocks: 1, largestOrder: 12, diagonalBlock: false);
        using var point = new RandomPoint(problem, random);
        AssertAgrees(problem, point, 0, method);
    }

    private static void AssertAgrees(SdpProblem problem, RandomPoint point, int index, SparseMethod? method)
    {
        double[,] expected = NaiveSchurComplement.SemidefiniteBlock(problem, index, point.PrimalInverse[index], point.Dual[index]);

        int count = problem.VariableCount;
        using var context = new KernelContext(2, CancellationToken.None);
        using var block = new BlockSchur(new BlockTerms(problem.Coefficients[index], problem.Blocks[index].Order, variable => variable, CancellationToken.None, method));
        using var workspace = new SchurWorkspace(context, block.ScratchLength);
        using var buffer = new AlignedBuffer((nint)count * count);
        block.Accumulate(point.PrimalInverseViews[index], point.DualViews[index], buffer.AsMatrix(count, count), workspace);

        for (int j = 0; j < count; j++)
        {
            for (int i = 0; i < count; i++)
            {
                double tolerance = 1e-11 * Math.Sqrt(Math.Abs(expected[i, i] * expected[j, j]));
                Assert.Equal(i >= j ? expected[i, j] : 0.0, buffer.Data[i + (j * count)], tolerance);
            }
        }
    }
}
