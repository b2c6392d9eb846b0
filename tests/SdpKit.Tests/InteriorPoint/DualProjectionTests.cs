using FsCheck.Xunit;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.SchurSystem;

namespace SdpKit.Tests.InteriorPoint;

public sealed unsafe class DualProjectionTests : IDisposable
{
    private const int Order = 7;
    private const int Diagonal = 3;
    private const int Variables = 9;

    private readonly KernelContext _context = new(1, CancellationToken.None);

    public void Dispose() => _context.Dispose();

    [Property(MaxTest = 50)]
    public void Shortest_correction_has_the_inner_products_asked_for_and_is_a_combination_of_the_coefficients(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = Problem(random);
        using var map = new ConstraintOperator(problem, _context);
        using var correction = new BlockMatrices(problem);
        double[] residual = Vector(random);
        new DualProjection(problem, new CoefficientNorms(problem), map).Compute(residual, 1e-12, 100, correction);
        AssertImage(map, correction, residual);

        // What no F_i sees is orthogonal to every combination of them.
        using var unseen = new BlockMatrices(problem);
        using var seen = new BlockMatrices(problem);
        FillSymmetric(unseen, random);
        var image = new double[Variables];
        map.Apply(unseen, image);
        new DualProjection(problem, new CoefficientNorms(problem), map).Compute(image, 1e-13, 100, seen);
        unseen.AddScaled(-1.0, seen);
        Assert.Equal(0.0, unseen.Dot(correction), 1e-7);
    }

    [Property(MaxTest = 50)]
    public void Scaled_correction_has_the_inner_products_asked_for_and_keeps_a_nearly_singular_matrix_inside(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = Problem(random);
        using var map = new ConstraintOperator(problem, _context);
        using var schur = new SchurComplement(problem, new SchurAnalysis(problem), _context);
        using var scaled = new ScaledDualProjection(problem, map, schur, Diagonal, _context);
        using var dual = new BlockMatrices(problem);
        using var correction = new BlockMatrices(problem);
        using var scratch = new BlockMatrices(problem);
        FillNearlySingular(dual, random);
        double[] residual = [.. Vector(random).Select(value => 1e-6 * value)];
        Assert.True(scaled.TryCompute(residual, 1e-6, 40, dual, correction, scratch));
        AssertImage(map, correction, residual);
        dual.AddScaled(1.0, correction);
        Assert.True(BlockCholesky.TryFactor(dual, scratch, _context));
    }

    private static void AssertImage(ConstraintOperator map, BlockMatrices matrix, double[] expected)
    {
        var image = new double[Variables];
        map.Apply(matrix, image);
        double size = expected.Max(Math.Abs);
        for (int i = 0; i < Variables; i++)
        {
            Assert.Equal(expected[i], image[i], 1e-5 * size);
        }
    }

    private static SdpProblem Problem(Random random)
    {
        var builder = new SdpProblemBuilder(Variables);
        int block = builder.AddSemidefiniteBlock(Order);
        int diagonal = builder.AddDiagonalBlock(Diagonal);
        for (int i = SdpProblem.Constant; i < Variables; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                builder.AddEntry(i, block, random.Next(Order), random.Next(Order), Value(random));
            }

            int place = random.Next(Diagonal);
            builder.AddEntry(i, diagonal, place, place, Value(random));
            builder.AddEntry(i, block, (i + 1) % Order, (i + 1) % Order, 3.0 + i);
        }

        return builder.Build();
    }

    private static double[] Vector(Random random) => [.. Enumerable.Range(0, Variables).Select(_ => Value(random))];

    private static double Value(Random random) => (2.0 * random.NextDouble()) - 1.0;

    private static void FillSymmetric(BlockMatrices matrix, Random random)
    {
        MatrixView block = matrix.Semidefinite[0];
        for (int j = 0; j < Order; j++)
        {
            for (int i = j; i < Order; i++)
            {
                *block.At(i, j) = *block.At(j, i) = Value(random);
            }
        }

        for (int i = 0; i < Diagonal; i++)
        {
            matrix.Diagonal[i] = Value(random);
        }
    }

    /// <summary>About I, but for one eigenvalue of 1e-5: a shortest correction of 1e-6 may push it out of the cone, one in proportion to Y does not.</summary>
    private static void FillNearlySingular(BlockMatrices matrix, Random random)
    {
        MatrixView block = matrix.Semidefinite[0];
        for (int i = 0; i < Order; i++)
        {
            *block.At(i, i) = 1.0 + random.NextDouble();
        }

        *block.At(1, 1) = 1e-5;
        for (int i = 0; i < Diagonal; i++)
        {
            matrix.Diagonal[i] = 1.0;
        }
    }
}
