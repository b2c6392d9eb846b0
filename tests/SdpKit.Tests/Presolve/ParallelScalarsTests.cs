using FsCheck.Xunit;
using SdpKit.Presolve;
using SdpKit.Presolve.Scalars;
using SdpKit.Verification;

namespace SdpKit.Tests.Presolve;

public sealed class ParallelScalarsTests
{
    [Property(MaxTest = 100)]
    public void Opposite_constraints_become_an_equality_with_the_same_errors(int seed)
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, 3).Select(_ => (double)random.Next(-3, 4))];
        double[][] rows = [.. Enumerable.Range(0, 3).Select(i => x.Select((_, j) => j < i ? 0.0 : j == i ? 1.0 : random.Next(-2, 3)).ToArray())];
        double[] bounds = [.. rows.Select(row => row.Zip(x, (a, value) => a * value).Sum())];
        SdpProblem problem = Scalars(
            (rows[0], bounds[0] - 5.0),
            (rows[1], bounds[1]),
            (Negative(rows[0]), -bounds[0]),
            (Negative(rows[1]), -bounds[1]),
            (rows[0], bounds[0]),
            (rows[2], bounds[2]));
        PresolvedProblem presolved = ParallelScalars.Apply(PresolvedProblem.Unchanged(problem), CancellationToken.None);
        SdpProblem reduced = presolved.Reduced;
        Assert.Equal(2, reduced.Equalities.RowCount);
        Assert.Equal([new SdpBlock(BlockKind.Diagonal, 1)], reduced.Blocks.ToArray());

        SymmetricBlockMatrix primal = NaiveProblem.Slack(reduced, x);
        SymmetricBlockMatrix dual = NaiveProblem.RandomSemidefinite(reduced, random);
        double[] v = [random.Next(-5, 6), random.Next(-5, 6)];
        CheckedPoint expected = SolutionChecker.Check(reduced, x, primal, dual, v);
        PrimalDualPoint restored = presolved.Restore(new PrimalDualPoint(x, primal, dual, v));
        Assert.Empty(restored.Multipliers);
        CheckedPoint actual = SolutionChecker.Check(problem, x, restored.PrimalMatrix, restored.DualMatrix, []);
        Assert.Equal(expected.DualObjective, actual.DualObjective);
        Assert.Equal(expected.Errors.DualResidual, actual.Errors.DualResidual);
        Assert.Equal(0.0, actual.Errors.DualCone);
        Assert.Equal(0.0, actual.Errors.PrimalResidual);
        Assert.Equal(0.0, actual.Errors.PrimalCone);
    }

    [Fact]
    public void Of_repeated_constraints_the_tightest_is_kept()
    {
        SdpProblem problem = Scalars(([1.0, 2.0], 1.0), ([1.0, 2.0], 3.0), ([2.0, 4.0], 1.0));
        PresolvedProblem presolved = ParallelScalars.Apply(PresolvedProblem.Unchanged(problem), CancellationToken.None);
        SymmetricBlockMatrix slack = NaiveProblem.Slack(presolved.Reduced, [4.0, 0.0]);
        Assert.Equal([1.0, 7.0], slack.Values(0).ToArray());
        PrimalDualPoint restored = presolved.Restore(new PrimalDualPoint([4.0, 0.0], slack, slack, []));
        Assert.Equal([3.0, 1.0, 7.0], restored.PrimalMatrix.Values(0).ToArray());
        Assert.Equal([0.0, 1.0, 7.0], restored.DualMatrix.Values(0).ToArray());
    }

    [Fact]
    public void Interval_with_an_interior_is_left_alone()
    {
        SdpProblem problem = Scalars(([1.0, 2.0], 1.0), ([-1.0, -2.0], -1.5));
        Assert.Same(problem, ParallelScalars.Apply(PresolvedProblem.Unchanged(problem), CancellationToken.None).Reduced);
    }

    [Fact]
    public void Empty_interval_proves_infeasibility()
    {
        SdpProblem problem = Scalars(([1.0, 2.0], 1.5), ([-1.0, -2.0], -1.0));
        var ray = Assert.IsType<InfeasibilityRay.Primal>(Presolver.Reduce(problem, CancellationToken.None).Ray);
        Assert.Equal(0.0, SolutionChecker.PrimalInfeasibilityResidual(problem, ray.Matrix, ray.Multipliers));
    }

    private static double[] Negative(double[] row) => [.. row.Select(value => -value)];

    private static SdpProblem Scalars(params (double[] Row, double Bound)[] constraints)
    {
        int variables = constraints[0].Row.Length;
        var builder = new SdpProblemBuilder(variables);
        int block = builder.AddDiagonalBlock(constraints.Length);
        for (int s = 0; s < constraints.Length; s++)
        {
            builder.AddEntry(SdpProblem.Constant, block, s, s, constraints[s].Bound);
            for (int i = 0; i < variables; i++)
            {
                builder.AddEntry(i, block, s, s, constraints[s].Row[i]);
            }
        }

        return builder.Build();
    }
}
