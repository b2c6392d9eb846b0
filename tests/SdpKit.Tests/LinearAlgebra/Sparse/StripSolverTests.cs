using FsCheck.Xunit;
using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

[Trait("Category", "Kernels")]
public sealed unsafe class StripSolverTests
{
    [Property(MaxTest = 15)]
    public void Solutions_give_back_the_right_hand_sides(int seed)
    {
        foreach (string kind in SparseCase.Kinds)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            using TestMatrix dense = TestMatrix.Create(matrix.Order, matrix.Order, (i, j) => matrix.Dense[i, j]);
            using TestMatrix right = TestMatrix.Random(matrix.Order, matrix.Order, seed & 0xff);
            using TestMatrix solution = right.Clone();
            Run(matrix, threads: 2, (solver, factor, context) => solver.Solve(factor, solution.View, solution.View, context));
            AssertIs(right, dense, solution, kind);
            solution.AssertPaddingUntouched();
        }
    }

    [Property(MaxTest = 15)]
    public void Inverse_is_symmetric_and_times_the_matrix_is_the_identity(int seed)
    {
        foreach (string kind in SparseCase.Kinds)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            using TestMatrix dense = TestMatrix.Create(matrix.Order, matrix.Order, (i, j) => matrix.Dense[i, j]);
            using TestMatrix identity = TestMatrix.Create(matrix.Order, matrix.Order, (i, j) => i == j ? 1.0 : 0.0);
            using TestMatrix inverse = new(matrix.Order, matrix.Order);
            Run(matrix, threads: 2, (solver, factor, context) => solver.Invert(factor, inverse.View, context));
            AssertIs(identity, dense, inverse, kind);
            inverse.AssertPaddingUntouched();
            using TestMatrix mirrored = inverse.MirroredLower();
            Assert.Equal(mirrored.Bits(), inverse.Bits());
        }
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        SparseCase matrix = SparseCase.Grid(18);
        var bits = new List<long[]>();
        foreach (int threads in new[] { 1, 2, 5 })
        {
            using TestMatrix inverse = new(matrix.Order, matrix.Order);
            using TestMatrix solution = TestMatrix.Random(matrix.Order, matrix.Order, 1);
            Run(matrix, threads, (solver, factor, context) =>
            {
                solver.Invert(factor, inverse.View, context);
                solver.Solve(factor, solution.View, solution.View, context);
            });
            bits.Add([.. inverse.Bits(), .. solution.Bits()]);
        }

        Assert.Equal(bits[0], bits[1]);
        Assert.Equal(bits[0], bits[2]);
    }

    [Fact]
    public void Large_factor_is_used_for_several_strips_at_once()
    {
        // (I + 11') x = b:  x = b - 1 (1'b) / (n + 1)
        const int Order = 650;
        var builder = new SymmetricPatternBuilder(Order);
        int clique = builder.AddClique([.. Enumerable.Range(0, Order)]);
        using var context = new KernelContext(2, CancellationToken.None);
        using var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(builder.Build()));
        using TestMatrix matrix = TestMatrix.Create(Order, Order, (i, j) => i == j ? 2.0 : 1.0);
        using TestMatrix right = TestMatrix.Random(Order, Order, 1);
        using TestMatrix solution = new(Order, Order);
        using TestMatrix inverse = new(Order, Order);
        factor.AddClique(clique, matrix.View);
        Assert.Equal(-1, factor.Factor(context));
        using var solver = new StripSolver(Order, context);
        solver.Solve(factor, right.View, solution.View, context);
        solver.Invert(factor, inverse.View, context);
        for (int j = 0; j < Order; j++)
        {
            double mean = Enumerable.Range(0, Order).Sum(i => right[i, j]) / (Order + 1);
            for (int i = 0; i < Order; i++)
            {
                Assert.True(Math.Abs(right[i, j] - mean - solution[i, j]) < 1e-12, $"solution, ({i}, {j})");
                Assert.True(Math.Abs((i == j ? 1.0 : 0.0) - (1.0 / (Order + 1)) - inverse[i, j]) < 1e-12, $"inverse, ({i}, {j})");
            }
        }

        solution.AssertPaddingUntouched();
        inverse.AssertPaddingUntouched();
    }

    private static void Run(SparseCase matrix, int threads, Action<StripSolver, SparseCholesky, KernelContext> action)
    {
        using var context = new KernelContext(threads, CancellationToken.None);
        using var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(matrix.Pattern));
        bool[,] positions = matrix.Positions();
        for (int j = 0; j < matrix.Order; j++)
        {
            for (int i = j; i < matrix.Order; i++)
            {
                if (positions[i, j])
                {
                    factor.Add(i, j, matrix.Dense[i, j]);
                }
            }
        }

        Assert.Equal(-1, factor.Factor(context));
        using var solver = new StripSolver(matrix.Order, context);
        action(solver, factor, context);
    }

    /// <summary>Diagonally dominant matrices of moderate norm: the residual is rounding.</summary>
    private static void AssertIs(TestMatrix expected, TestMatrix left, TestMatrix right, string kind)
    {
        for (int j = 0; j < expected.Columns; j++)
        {
            for (int i = 0; i < expected.Rows; i++)
            {
                double sum = Enumerable.Range(0, left.Columns).Sum(k => left[i, k] * right[k, j]);
                Assert.True(Math.Abs(sum - expected[i, j]) <= 1e-11, $"{kind}, ({i}, {j}): {sum:R} is not {expected[i, j]:R}");
            }
        }
    }
}
