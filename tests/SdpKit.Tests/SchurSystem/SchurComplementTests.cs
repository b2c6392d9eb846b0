using FsCheck.Xunit;
using SdpKit.SchurSystem;

namespace SdpKit.Tests.SchurSystem;

public sealed unsafe class SchurComplementTests
{
    [Property(MaxTest = 40)]
    public void Solution_without_equalities_agrees_with_the_definition(int seed)
    {
        var random = new Random(seed);
        AssertSolves(RandomProblem.Draw(random, random.Next(1, 25), blocks: 3, largestOrder: 8, diagonalBlock: true, quadratic: true), random);
    }

    [Property(MaxTest = 40)]
    public void Solution_with_equalities_agrees_with_the_whole_system(int seed)
    {
        var random = new Random(seed);
        AssertSolves(RandomProblem.Draw(random, 20, blocks: 2, largestOrder: 8, diagonalBlock: true, equalities: 3, quadratic: true), random);
    }

    [Property(MaxTest = 10)]
    public void Sparse_factor_of_a_chain_agrees_with_the_whole_system(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = RandomProblem.DrawChain(random, blocks: 30, equalities: random.Next(4));
        using var system = new Formed(problem, random);
        Assert.NotNull(system.Analysis.Pattern.Cliques);
        AssertSolves(problem, random);
    }

    [Fact]
    public void Chain_of_thousands_of_blocks_takes_memory_in_proportion()
    {
        SdpProblem problem = RandomProblem.DrawChain(new Random(9), blocks: 4000, equalities: 0);
        var analysis = new SchurAnalysis(problem);
        Assert.InRange(analysis.EstimateBytes(problem), 1, 100_000_000);
        Assert.NotNull(analysis.Pattern.Cliques);
        Assert.InRange(analysis.Pattern.Cliques.Symbolic.FactorEntryCount, 1, 1_000_000);
    }

    [Fact]
    public void One_semidefinite_block_over_all_variables_is_factored_dense()
    {
        SdpProblem problem = RandomProblem.Draw(new Random(10), 120, blocks: 1, largestOrder: 8, diagonalBlock: true);
        Assert.Null(new SchurAnalysis(problem).Pattern.Cliques);
    }

    [Fact]
    public void Variable_that_occurs_in_an_equality_only_is_found()
    {
        var builder = new SdpProblemBuilder(2);
        builder.AddDiagonalBlock(1);
        builder.AddEntry(0, 0, 0, 0, 1.0);
        builder.AddEquality(0.0);
        builder.AddEqualityEntry(0, 0, 1.0);
        builder.AddEqualityEntry(0, 1, 1.0);
        using var system = new Formed(builder.Build(), new Random(1));
        Assert.True(system.Complement.TryFactor());

        // H = diag(h, 0), A = (1, 1), r = (1, 2), s = 3: dv = -2, dx_0 = (1 - 2)/h.
        var dx = new double[2];
        var dv = new double[1];
        system.Complement.Solve([1.0, 2.0], [3.0], dx, dv);
        Assert.Equal(-2.0, dv[0], 1e-12);
        Assert.Equal(-1.0 / system.Point.Ratio[0], dx[0], 1e-12);
        Assert.Equal(3.0, dx[0] + dx[1], 1e-12);
    }

    [Fact]
    public void Dependent_coefficient_matrices_are_solved_with_a_multiple_of_the_identity()
    {
        var builder = new SdpProblemBuilder(3);
        builder.AddSemidefiniteBlock(2);
        builder.AddEntry(0, 0, 0, 0, 1.0);
        builder.AddEntry(1, 0, 1, 1, 1.0);
        builder.AddEntry(2, 0, 0, 0, 1.0);
        builder.AddEntry(2, 0, 1, 1, 1.0);
        using var system = new Formed(builder.Build(), new Random(2));
        Assert.True(system.Complement.TryFactor(1e-12));

        double[] r = Multiply(system.Expected, [1.0, 2.0, 0.5]);
        var dx = new double[3];
        system.Complement.Solve(r, [], dx, []);
        double[] product = Multiply(system.Expected, dx);
        Assert.All(product.Zip(r), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    [Fact]
    public void Dependent_equalities_are_held_by_the_independent_ones()
    {
        var builder = new SdpProblemBuilder(2);
        builder.AddDiagonalBlock(2);
        builder.AddEntry(0, 0, 0, 0, 1.0);
        builder.AddEntry(1, 0, 1, 1, 1.0);
        for (int row = 0; row < 2; row++)
        {
            builder.AddEquality(0.0);
            builder.AddEqualityEntry(row, 0, 1.0 + row);
            builder.AddEqualityEntry(row, 1, 1.0 + row);
        }

        using var system = new Formed(builder.Build(), new Random(6));
        Assert.True(system.Complement.TryFactor());
        var dx = new double[2];
        system.Complement.Solve([1.0, 2.0], [3.0, 6.0], dx, new double[2]);
        Assert.Equal(3.0, dx[0] + dx[1], 1e-12);
    }

    [Fact]
    public void Variable_without_coefficients_stays_where_it_is()
    {
        var builder = new SdpProblemBuilder(2);
        builder.AddSemidefiniteBlock(2);
        builder.AddEntry(0, 0, 1, 0, 1.0);
        using var system = new Formed(builder.Build(), new Random(3));
        Assert.True(system.Complement.TryFactor());
        var dx = new double[2];
        system.Complement.Solve([system.Expected[0, 0], 0.0], [], dx, []);
        Assert.Equal(1.0, dx[0], 1e-12);
        Assert.Equal(0.0, dx[1]);
    }

    [Fact]
    public void Point_that_is_not_finite_fails_without_throwing()
    {
        using var system = new Formed(RandomProblem.Draw(new Random(4), 10, blocks: 1, largestOrder: 5, diagonalBlock: true), new Random(4));
        *system.Point.RatioData = double.NaN;
        system.Form();
        Assert.False(system.Complement.TryFactor());
    }

    [Fact]
    public void Problem_without_variables_solves_nothing()
    {
        var builder = new SdpProblemBuilder(0);
        builder.AddSemidefiniteBlock(2);
        using var system = new Formed(builder.Build(), new Random(5));
        Assert.True(system.Complement.TryFactor());
        system.Complement.Solve([], [], [], []);
    }

    [Property(MaxTest = 10)]
    public void Bits_do_not_depend_on_the_number_of_threads(int seed)
    {
        SdpProblem dense = RandomProblem.Draw(new Random(seed), 150, blocks: 2, largestOrder: 40, diagonalBlock: true, equalities: 2, quadratic: true);
        SdpProblem sparse = RandomProblem.DrawChain(new Random(seed), blocks: 100, equalities: 2);
        Assert.Equal(Solution(dense, threads: 1), Solution(dense, threads: 3));
        Assert.Equal(Solution(sparse, threads: 1), Solution(sparse, threads: 3));

        double[] Solution(SdpProblem problem, int threads)
        {
            using var system = new Formed(problem, new Random(seed), threads);
            Assert.True(system.Complement.TryFactor());
            var dx = new double[problem.VariableCount];
            var dv = new double[2];
            system.Complement.Solve([.. Enumerable.Range(0, dx.Length).Select(k => Math.Sin(k))], [1.0, 2.0], dx, dv);
            return [.. dx, .. dv];
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forming_factoring_and_solving_allocate_nothing(bool sparse)
    {
        SdpProblem problem = sparse
            ? RandomProblem.DrawChain(new Random(7), blocks: 50, equalities: 2)
            : RandomProblem.Draw(new Random(7), 60, blocks: 3, largestOrder: 20, diagonalBlock: true, equalities: 2, quadratic: true);
        using var system = new Formed(problem, new Random(7), threads: 1);
        var r = new double[problem.VariableCount];
        var s = new double[2];
        Assert.Equal(0, AllocatedBytes.Least(Iterate));

        void Iterate()
        {
            system.Form();
            system.Complement.TryFactor();
            system.Complement.Solve(r, s, r, s);
        }
    }

    [Fact]
    public void Cancelled_token_ends_forming()
    {
        using var source = new CancellationTokenSource();
        SdpProblem problem = RandomProblem.Draw(new Random(8), 60, blocks: 1, largestOrder: 20, diagonalBlock: true);
        using var system = new Formed(problem, new Random(8), threads: 2, source.Token);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(system.Form);
    }

    [Fact]
    public void Estimate_covers_the_dense_matrix()
    {
        var builder = new SdpProblemBuilder(50_000);
        builder.AddSemidefiniteBlock(400);
        for (int variable = 0; variable < 50_000; variable++)
        {
            builder.AddEntry(variable, 0, variable % 400, variable / 400, 1.0);
        }

        SdpProblem problem = builder.Build();
        Assert.InRange(new SchurAnalysis(problem).EstimateBytes(problem), 20_000_000_000, 21_000_000_000);
    }

    private static void AssertSolves(SdpProblem problem, Random random)
    {
        using var system = new Formed(problem, random);
        Assert.True(system.Complement.TryFactor());
        double[] solution = [.. Enumerable.Range(0, problem.VariableCount + problem.Equalities.RowCount).Select(_ => random.NextDouble())];
        double[] rightHandSide = new double[solution.Length];
        Multiply(system.Expected, solution).CopyTo(rightHandSide, 0);
        problem.Equalities.MultiplyTransposedAdd(-1.0, solution.AsSpan(problem.VariableCount), rightHandSide);
        problem.Equalities.MultiplyAdd(1.0, solution, rightHandSide.AsSpan(problem.VariableCount));

        var dx = new double[problem.VariableCount];
        var dv = new double[problem.Equalities.RowCount];
        system.Complement.Solve(rightHandSide.AsSpan(0, dx.Length), rightHandSide.AsSpan(dx.Length), dx, dv);
        Assert.All(dx.Concat(dv).Zip(solution), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    private static double[] Multiply(double[,] matrix, double[] vector)
    {
        var result = new double[matrix.GetLength(0)];
        for (int i = 0; i < result.Length; i++)
        {
            for (int j = 0; j < result.Length; j++)
            {
                result[i] += matrix[i, j] * vector[j];
            }
        }

        return result;
    }
}
