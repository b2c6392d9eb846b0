using FsCheck.Xunit;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.InteriorPoint;

/// <summary>X with sparse blocks against the same X in full.</summary>
public sealed unsafe class PrimalFactorTests : IDisposable
{
    private const int Variables = 3;

    // Full, sparse with a sparse factor, sparse with a full factor, sparse plus a multiple of one of rank one, diagonal.
    private static readonly int[] Orders = [6, 90, 120, 100, 5];

    private readonly KernelContext _context = new(2, CancellationToken.None);

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Blocks_are_held_as_their_patterns_suggest()
    {
        var structure = new PrimalStructure(Problem(new Random(1)), CancellationToken.None);
        Assert.Equal([false, true, true, true], Enumerable.Range(0, 4).Select(structure.IsSparse));
        Assert.Equal([false, true, false, true], Enumerable.Range(0, 4).Select(b => structure.Factor(b) is not null));
        Assert.Equal([0, 0, 0, Orders[3]], Enumerable.Range(0, 4).Select(b => structure.Combination(b)?.Vector.Length ?? 0));
    }

    [Property(MaxTest = 20)]
    public void Inverse_and_products_with_it_undo_the_matrix(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = Problem(random);
        using var map = new ConstraintOperator(problem, _context);
        using PrimalMatrices matrix = PositiveDefinite(problem, map, random);
        using BlockMatrices full = Expand(matrix, problem);
        using var factor = new PrimalFactor(problem, map.Structure, _context);
        using var inverse = new BlockMatrices(problem);
        using var right = new BlockMatrices(problem);
        using var solution = new BlockMatrices(problem);
        using var product = new BlockMatrices(problem);
        Assert.True(factor.TryFactor(matrix));
        factor.Invert(matrix, inverse);
        BlockProduct.Multiply(full, inverse, product, _context);
        product.AddToDiagonal(-1.0);
        Assert.Equal(0.0, Math.Sqrt(product.Dot(product)), 1e-10);

        Fill(right, random);
        factor.MultiplyByInverse(inverse, right, solution);
        BlockProduct.Multiply(full, solution, product, _context);
        product.AddScaled(-1.0, right);
        Assert.Equal(0.0, Math.Sqrt(product.Dot(product) / right.Dot(right)), 1e-10);
    }

    [Property(MaxTest = 20)]
    public void Step_is_that_of_the_matrices_in_full(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = Problem(random);
        using var map = new ConstraintOperator(problem, _context);
        using PrimalMatrices matrix = PositiveDefinite(problem, map, random);
        using var direction = new PrimalMatrices(problem, map.Structure);
        map.Combine(Vector(random), 0.0, direction);
        using BlockMatrices fullMatrix = Expand(matrix, problem);
        using BlockMatrices fullDirection = Expand(direction, problem);
        using var factor = new PrimalFactor(problem, map.Structure, _context);
        using var fullFactor = new BlockMatrices(problem);
        Assert.True(factor.TryFactor(matrix));
        Assert.True(BlockCholesky.TryFactor(fullMatrix, fullFactor, _context));
        using var stepLength = new StepLength(fullMatrix);
        double expected = stepLength.Longest(fullMatrix, fullFactor, fullDirection, 1e9, _context);
        double step = stepLength.Longest(matrix, factor, direction, 1e9, _context);

        // Both are bounds from below, near to the truth as a rule; the two orderings see different start vectors.
        Assert.InRange(step, 0.9 * expected, 1.1 * expected);
        matrix.AddScaled(1.25 * step, direction);
        Assert.False(factor.TryFactor(matrix));
    }

    [Property(MaxTest = 20)]
    public void Inner_products_norms_and_copies_are_those_of_the_matrices_in_full(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = Problem(random);
        using var map = new ConstraintOperator(problem, _context);
        using PrimalMatrices matrix = PositiveDefinite(problem, map, random);
        using BlockMatrices full = Expand(matrix, problem);
        using PrimalMatrices other = PositiveDefinite(problem, map, random);
        using BlockMatrices otherFull = Expand(other, problem);
        double rounding = 1e-13 * full.Dot(full);
        Assert.Equal(full.Dot(otherFull), matrix.Dot(otherFull), rounding);
        Assert.Equal(full.Dot(full), matrix.SquaredNorm(), rounding);
        other.CopyFrom(matrix, _context);
        Assert.Equal(full.Dot(otherFull), other.Dot(otherFull), rounding);
        other.SetScaledIdentity([1.0, 2.0, 3.0, 5.0], 4.0, _context);
        Assert.Equal(Orders[0] + (4.0 * Orders[1]) + (9.0 * Orders[2]) + (25.0 * Orders[3]) + (16.0 * Orders[4]), other.SquaredNorm());
    }

    [Fact]
    public void Full_factor_takes_over_where_the_sparse_part_has_too_many_negative_eigenvalues()
    {
        // A diagonal matrix with a negative entry at a place that is eliminated first, and uu' large there.
        const int Order = 100;
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddSemidefiniteBlock(Order);
        for (int i = 0; i < Order; i++)
        {
            builder.AddEntry(0, block, i, i, i == 0 ? -1.0 : 2.0);
        }

        builder.AddLowRank(1, block, [.. Enumerable.Range(0, Order).Select(i => i == 0 ? 10.0 : 0.1)], [1.0]);
        SdpProblem problem = builder.Build();
        using var map = new ConstraintOperator(problem, _context);
        using var matrix = new PrimalMatrices(problem, map.Structure);
        using var factor = new PrimalFactor(problem, map.Structure, _context);
        using var inverse = new BlockMatrices(problem);
        using var product = new BlockMatrices(problem);
        Assert.NotNull(map.Structure.Factor(0));
        map.Combine([1.0, 0.001], 0.0, matrix);
        Assert.False(factor.TryFactor(matrix));
        map.Combine([1.0, 1.0], 0.0, matrix);
        Assert.True(factor.TryFactor(matrix));
        factor.Invert(matrix, inverse);
        using BlockMatrices full = Expand(matrix, problem);
        BlockProduct.Multiply(full, inverse, product, _context);
        product.AddToDiagonal(-1.0);
        Assert.Equal(0.0, Math.Sqrt(product.Dot(product)), 1e-10);
    }

    private static SdpProblem Problem(Random random)
    {
        var builder = new SdpProblemBuilder(Variables);
        for (int b = 0; b < 4; b++)
        {
            builder.AddSemidefiniteBlock(Orders[b]);
        }

        builder.AddDiagonalBlock(Orders[4]);
        double[] vector = [.. Enumerable.Range(0, Orders[3]).Select(_ => Value(random))];
        for (int i = 0; i < Variables; i++)
        {
            for (int k = 0; k < Orders[3]; k++)
            {
                builder.AddEntry(i, 3, k, Math.Max(0, k - 1 - i), Value(random));
            }

            builder.AddLowRank(i, 3, [.. vector.Select(value => (1 + i) * value)], [Value(random)]);
            for (int k = 0; k < Orders[1]; k++)
            {
                builder.AddEntry(i, 1, k, Math.Max(0, k - 1 - i), Value(random));
            }

            for (int k = 0; k < 3 * Orders[2]; k++)
            {
                builder.AddEntry(i, 2, random.Next(Orders[2]), random.Next(Orders[2]), Value(random));
            }

            builder.AddEntry(i, 0, i, i + 1, Value(random));
            builder.AddEntry(i, 4, i, i, Value(random));
        }

        return builder.Build();
    }

    private PrimalMatrices PositiveDefinite(SdpProblem problem, ConstraintOperator map, Random random)
    {
        using var part = new PrimalMatrices(problem, map.Structure);
        var result = new PrimalMatrices(problem, map.Structure);
        map.Combine(Vector(random), 0.0, part);
        result.SetScaledIdentity([20.0, 20.0, 60.0, 20.0 + (10.0 * Orders[3])], 20.0, _context);
        result.AddScaled(1.0, part);
        return result;
    }

    private BlockMatrices Expand(PrimalMatrices matrix, SdpProblem problem)
    {
        var result = new BlockMatrices(problem);
        SymmetricBlockMatrix full = matrix.ToSymmetric(problem, _context);
        double* next = result.Data;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            full.Values(b).CopyTo(new Span<double>(next, full.Values(b).Length));
            next += full.Values(b).Length;
        }

        return result;
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
}
