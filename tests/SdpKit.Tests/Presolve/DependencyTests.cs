using FsCheck.Xunit;
using SdpKit.Presolve;
using SdpKit.Presolve.Dependencies;
using SdpKit.Verification;

namespace SdpKit.Tests.Presolve;

/// <summary>Tests dependent variables and equalities.</summary>
public sealed class DependencyTests
{
    [Property(MaxTest = 100)]
    public void Variable_that_is_a_combination_of_others_is_dropped(int seed)
    {
        var planted = new PlantedProblem(seed);
        (SdpProblem problem, double consistent, double[] weights) = Combined(planted, seed);
        problem = PlantedProblem.WithCombination(problem, planted.VariableCount, weights, consistent);
        PresolvedProblem presolved = DependentVariables.Apply(PresolvedProblem.Unchanged(problem), CancellationToken.None);
        Assert.Null(presolved.Ray);
        Assert.Equal(planted.VariableCount, presolved.Reduced.VariableCount);
    }

    [Property(MaxTest = 100)]
    public void Combination_with_another_objective_is_a_ray(int seed)
    {
        var planted = new PlantedProblem(seed);
        (SdpProblem problem, double consistent, double[] weights) = Combined(planted, seed);
        problem = PlantedProblem.WithCombination(problem, planted.VariableCount, weights, consistent + 1.0);
        var ray = Assert.IsType<InfeasibilityRay.Dual>(DependentVariables.Apply(PresolvedProblem.Unchanged(problem), CancellationToken.None).Ray);
        Assert.InRange(SolutionChecker.DualInfeasibilityResidual(problem, ray.Variables), 0.0, 1e-8);
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-9)]
    public void Variable_that_is_almost_a_combination_is_kept(double difference)
    {
        var builder = new SdpProblemBuilder(3);
        int block = builder.AddSemidefiniteBlock(2);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        builder.AddEntry(2, block, 0, 0, 2.0);
        builder.AddEntry(2, block, 1, 1, 1.0);
        builder.AddEntry(2, block, 1, 0, 1.0 + difference);
        SdpProblem problem = builder.Build();
        Assert.Same(problem, DependentVariables.Apply(PresolvedProblem.Unchanged(problem), CancellationToken.None).Reduced);
    }

    [Fact]
    public void Variable_without_coefficients_but_with_an_objective_is_a_ray()
    {
        var builder = new SdpProblemBuilder(2);
        builder.AddEntry(0, builder.AddSemidefiniteBlock(2), 1, 0, 1.0);
        builder.SetObjective(1, 2.0);
        SdpProblem problem = builder.Build();
        var ray = Assert.IsType<InfeasibilityRay.Dual>(Presolver.Reduce(problem, CancellationToken.None).Ray);
        Assert.Equal([0.0, -1.0], ray.Variables);
        Assert.Equal(0.0, SolutionChecker.DualInfeasibilityResidual(problem, ray.Variables));
    }

    [Fact]
    public void Variable_that_only_the_quadratic_term_reaches_is_kept()
    {
        var builder = new SdpProblemBuilder(1);
        builder.SetObjective(0, 2.0);
        builder.AddQuadraticEntry(0, 0, 1.0);
        SdpProblem problem = builder.Build();
        Assert.Same(problem, Presolver.Reduce(problem, CancellationToken.None).Reduced);
    }

    [Theory]
    [InlineData(5.0, 1)]
    [InlineData(5.0 + 1e-8, 2)]
    public void Repeated_equality_is_dropped_only_where_it_is_clear(double rightHandSide, int remaining)
    {
        SdpProblem problem = WithEqualities((10.0, [2.0, 4.0]), (rightHandSide, [1.0, 2.0]));
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        Assert.Null(presolved.Ray);
        Assert.Equal(remaining, presolved.Reduced.Equalities.RowCount);
    }

    [Fact]
    public void Contradicting_equalities_prove_infeasibility()
    {
        SdpProblem problem = WithEqualities((1.0, [1.0, 0.0]), (1.0, [0.0, 1.0]), (3.0, [1.0, 1.0]));
        var ray = Assert.IsType<InfeasibilityRay.Primal>(Presolver.Reduce(problem, CancellationToken.None).Ray);
        Assert.InRange(SolutionChecker.PrimalInfeasibilityResidual(problem, ray.Matrix, ray.Multipliers), 0.0, 1e-15);
    }

    [Theory]
    [InlineData(0.0, null)]
    [InlineData(-1e-3, typeof(InfeasibilityRay.Primal))]
    public void Empty_equality_is_dropped_or_a_contradiction(double rightHandSide, Type? ray)
    {
        PresolvedProblem presolved = Presolver.Reduce(WithEqualities((rightHandSide, [0.0, 0.0]), (1.0, [1.0, 1.0])), CancellationToken.None);
        Assert.Equal(ray, presolved.Ray?.GetType());
        Assert.Equal(ray is null ? 1 : 2, presolved.Reduced.Equalities.RowCount);
    }

    [Property(MaxTest = 100)]
    public void Equality_that_follows_from_others_has_multiplier_zero(int seed)
    {
        var random = new Random(seed);
        double[][] rows = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 6).Select(_ => (double)random.Next(-3, 4)).ToArray())];
        rows = [.. rows, [.. rows[0].Zip(rows[1], rows[2]).Select(row => (2.0 * row.First) - row.Second + row.Third)]];
        SdpProblem problem = WithEqualities([.. rows.Select(row => (row.Sum(), row))]);
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        Assert.Null(presolved.Ray);
        double[] ones = [.. Enumerable.Repeat(1.0, presolved.Reduced.Equalities.RowCount)];
        SymmetricBlockMatrix empty = new(presolved.Reduced.Blocks);
        double[] multipliers = presolved.Restore(new PrimalDualPoint(new double[presolved.Reduced.VariableCount], empty, empty, ones)).Multipliers;
        Assert.Equal(ones.Length, multipliers.Sum());
        Assert.InRange(ones.Length, 0, 3);
    }

    private static (SdpProblem Problem, double Consistent, double[] Weights) Combined(PlantedProblem planted, int seed)
    {
        SdpProblem problem = planted.Builder.Build();
        var random = new Random(seed);
        double[] weights = [.. Enumerable.Range(0, planted.VariableCount).Select(_ => (double)random.Next(1, 5))];
        return (problem, weights.Index().Sum(weight => weight.Item * problem.Objective[weight.Index]), weights);
    }

    private static SdpProblem WithEqualities(params (double RightHandSide, double[] Row)[] equalities)
    {
        int variables = equalities[0].Row.Length;
        var builder = new SdpProblemBuilder(variables);
        int block = builder.AddDiagonalBlock(variables);
        for (int i = 0; i < variables; i++)
        {
            builder.AddEntry(i, block, i, i, 1.0);
        }

        foreach ((double rightHandSide, double[] row) in equalities)
        {
            int equality = builder.AddEquality(rightHandSide);
            for (int i = 0; i < variables; i++)
            {
                builder.AddEqualityEntry(equality, i, row[i]);
            }
        }

        return builder.Build();
    }
}
