using FsCheck.Xunit;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Tests.LinearAlgebra;

namespace SdpKit.Tests.InteriorPoint;

/// <summary>Products along the structure of the coefficients against those of whole matrices.</summary>
public sealed unsafe class PrimalDirectionTests : IDisposable
{
    private const int Variables = 12;

    // Small and full; large and sparse; large, sparse and with thin low-rank terms; the same with multiples of one term; sparse but for F_0, with such terms and without; diagonal.
    private static readonly int[] Orders = [5, 80, 90, 85, 75, 70, 4];

    private readonly KernelContext _context = new(2, CancellationToken.None);

    public void Dispose() => _context.Dispose();

    [Property(MaxTest = 30)]
    public void Product_is_that_of_the_whole_matrices(int seed, bool isExact)
    {
        var random = new Random(seed);
        SdpProblem problem = Problem(random);
        using var map = new ConstraintOperator(problem, _context);
        using var direction = new PrimalDirection(problem, map, _context);
        using var subtracted = new PrimalMatrices(problem, map.Structure);
        using var right = new BlockMatrices(problem);
        using var expected = new BlockMatrices(problem);
        using var product = new BlockMatrices(problem);
        using var full = new BlockMatrices(problem);
        using var fullSubtracted = new BlockMatrices(problem);
        double[] x = Vector(random);
        double[] y = Vector(random);
        FillSymmetric(right, random);
        double scale = isExact ? 0.0 : 0.7;
        map.Combine(x, scale, full);
        map.Combine(y, 0.3, subtracted);
        map.Combine(y, 0.3, fullSubtracted);
        full.AddScaled(isExact ? 0.0 : -1.0, fullSubtracted);
        direction.Set(x, scale, isExact ? null : subtracted);
        BlockProduct.Multiply(full, right, expected, _context);
        direction.Multiply(1.0, right, 0.0, product);
        direction.Multiply(-0.25, right, 2.0, product);
        product.AddScaled(-1.75, expected);
        Assert.Equal(0.0, Math.Sqrt(product.Dot(product) / expected.Dot(expected)), 1e-13);
    }

    [Property(MaxTest = 30)]
    public void Inner_products_with_a_product_are_those_with_the_product_formed(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = Problem(random);
        using var map = new ConstraintOperator(problem, _context);
        using var left = new BlockMatrices(problem);
        using var right = new BlockMatrices(problem);
        using var product = new BlockMatrices(problem);
        FillSymmetric(left, random);
        Fill(right, random);
        BlockProduct.Multiply(left, right, product, _context);
        double[] old = Vector(random);
        double[] expected = [.. old];
        map.ApplyAdd(-2.0, product, expected);
        double[] image = [.. old];
        map.ApplyProductAdd(-2.0, left, right, product, image);
        double size = expected.Max(Math.Abs);
        for (int i = 0; i < Variables; i++)
        {
            Assert.Equal(expected[i], image[i], 1e-12 * size);
        }
    }

    [Fact]
    public void Sampling_is_cheap_for_few_entries_and_thin_terms_and_dear_for_full_ones()
    {
        Assert.True(IsSamplingCheap(entries: 50, rank: 1));
        Assert.False(IsSamplingCheap(entries: 50, rank: 40));
        Assert.False(IsSamplingCheap(entries: 5000, rank: 1));
    }

    private bool IsSamplingCheap(int entries, int rank)
    {
        const int Order = 100;
        var random = new Random(1);
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(Order);
        for (int k = 0; k < entries; k++)
        {
            builder.AddEntry(0, block, k % Order, k / Order, 1.0);
        }

        builder.AddLowRank(0, block, [.. Enumerable.Range(0, Order * rank).Select(_ => random.NextDouble())], [.. Enumerable.Repeat(1.0, rank)]);
        using var map = new ConstraintOperator(builder.Build(), _context);
        return map.IsSamplingCheap;
    }

    private static SdpProblem Problem(Random random)
    {
        var builder = new SdpProblemBuilder(Variables);
        int full = builder.AddSemidefiniteBlock(Orders[0]);
        int sparse = builder.AddSemidefiniteBlock(Orders[1]);
        int mixed = builder.AddSemidefiniteBlock(Orders[2]);
        int shared = builder.AddSemidefiniteBlock(Orders[3]);
        int mostlyShared = builder.AddSemidefiniteBlock(Orders[4]);
        int mostlySparse = builder.AddSemidefiniteBlock(Orders[5]);
        int diagonal = builder.AddDiagonalBlock(Orders[6]);
        double[] vector = [.. Enumerable.Range(0, Orders[shared]).Select(_ => Value(random))];
        for (int i = SdpProblem.Constant; i < Variables; i++)
        {
            foreach (int block in new[] { full, sparse, mixed, shared, mostlyShared, mostlySparse })
            {
                for (int k = 0; k < 5; k++)
                {
                    builder.AddEntry(i, block, random.Next(Orders[block]), random.Next(Orders[block]), Value(random));
                }
            }

            int place = random.Next(Orders[diagonal]);
            builder.AddEntry(i, diagonal, place, place, Value(random));
        }

        foreach (int i in new[] { SdpProblem.Constant, 3, 8 })
        {
            builder.AddLowRank(i, mixed, [.. Enumerable.Range(0, Orders[2]).Select(_ => Value(random))], [Value(random)]);
            builder.AddLowRank(i, shared, [.. vector.Select(value => (2 + i) * value)], [Value(random)]);
            builder.AddLowRank(i, mostlyShared, [.. vector.Take(Orders[4]).Select(value => (2 + i) * value)], [Value(random)]);
        }

        for (int row = 0; row < Orders[4]; row++)
        {
            for (int column = 0; column < row; column++)
            {
                builder.AddEntry(SdpProblem.Constant, mostlyShared, row, column, Value(random));
            }
        }

        builder.AddDense(SdpProblem.Constant, mostlySparse, SymmetricTestMatrix.RandomSymmetric(random, Orders[5]));

        return builder.Build();
    }

    private static double[] Vector(Random random) => [.. Enumerable.Range(0, Variables).Select(_ => Value(random))];

    private static double Value(Random random) => (2.0 * random.NextDouble()) - 1.0;

    private static void Fill(BlockMatrices matrix, Random random)
    {
        for (nint k = 0; k < matrix.Length; k++)
        {
            matrix.Data[k] = Value(random);
        }
    }

    private static void FillSymmetric(BlockMatrices matrix, Random random)
    {
        Fill(matrix, random);
        foreach (MatrixView block in matrix.Semidefinite)
        {
            for (int j = 0; j < block.Columns; j++)
            {
                for (int i = 0; i < j; i++)
                {
                    *block.At(i, j) = *block.At(j, i);
                }
            }
        }
    }
}
