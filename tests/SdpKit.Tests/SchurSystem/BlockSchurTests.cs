using FsCheck.Xunit;
using SdpKit.LinearAlgebra;
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

    private static void AssertAgrees(int seed, SparseMethod? method)
    {
        var random = new Random(seed);
        SdpProblem problem = RandomProblem.Draw(random, random.Next(1, 40), blocks: 1, largestOrder: 12, diagonalBlock: false);
        using var point = new RandomPoint(problem, random);
        double[,] expected = NaiveSchurComplement.SemidefiniteBlock(problem, 0, point.PrimalInverse[0], point.Dual[0]);

        int count = problem.VariableCount;
        using var context = new KernelContext(2, CancellationToken.None);
        using var block = new BlockSchur(problem.Coefficients[0], problem.Blocks[0].Order, variable => variable, method);
        using var workspace = new SchurWorkspace(context, block.ScratchLength);
        using var buffer = new AlignedBuffer((nint)count * count);
        block.Accumulate(point.PrimalInverseViews[0], point.DualViews[0], buffer.AsMatrix(count, count), workspace);

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
