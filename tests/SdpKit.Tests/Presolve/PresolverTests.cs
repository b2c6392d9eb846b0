using FsCheck.Xunit;
using SdpKit.Formats;
using SdpKit.Presolve;
using SdpKit.Tests.Formats;
using SdpKit.Verification;

namespace SdpKit.Tests.Presolve;

public sealed class PresolverTests
{
    [Property(MaxTest = 200)]
    public void Reduced_problem_is_in_canonical_form(int seed)
    {
        PresolvedProblem presolved = Presolver.Reduce(RandomProblem.Full(seed), CancellationToken.None);
        SdpProblem reduced = presolved.Reduced;
        for (int b = 0; b < reduced.Blocks.Length && presolved.Ray is null; b++)
        {
            bool isLast = b == reduced.Blocks.Length - 1;
            Assert.True(reduced.Blocks[b].Kind == BlockKind.Diagonal ? isLast : reduced.Blocks[b].Order >= 2);
            BlockCoefficients coefficients = reduced.Coefficients[b];
            int[] terms =
            [
                .. coefficients.Variables,
                .. coefficients.LowRankTerms.Select(term => term.Variable),
                .. coefficients.DenseTerms.Select(term => term.Variable),
            ];
            int[] variables = [.. terms.Where(variable => variable != SdpProblem.Constant)];
            Assert.Equal(variables.Distinct().Count(), variables.Length);
        }
    }

    /// <summary>Whatever the numbers are, of any size: presolve does not fail, and what it proves is proved.</summary>
    [Property(MaxTest = 300)]
    public void Every_ray_is_accepted_by_the_checker(int seed)
    {
        SdpProblem problem = RandomProblem.Full(seed);
        switch (Presolver.Reduce(problem, CancellationToken.None).Ray)
        {
            case InfeasibilityRay.Primal ray:
                Assert.InRange(SolutionChecker.PrimalInfeasibilityResidual(problem, ray.Matrix, ray.Multipliers), 0.0, 1e-8);
                break;
            case InfeasibilityRay.Dual ray:
                Assert.InRange(SolutionChecker.DualInfeasibilityResidual(problem, ray.Variables), 0.0, 1e-8);
                break;
        }
    }

    [Property(MaxTest = 200)]
    public void Restored_point_has_the_objectives_and_errors_of_the_reduced_one(int seed)
    {
        SdpProblem problem = new PlantedProblem(seed).Builder.Build();
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        SdpProblem reduced = presolved.Reduced;
        if (presolved.Ray is not null)
        {
            return;
        }

        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, reduced.VariableCount).Select(_ => (double)random.Next(-5, 6))];
        double[] v = [.. Enumerable.Range(0, reduced.Equalities.RowCount).Select(_ => (double)random.Next(-5, 6))];
        SymmetricBlockMatrix primal = NaiveProblem.Slack(reduced, x);
        SymmetricBlockMatrix dual = NaiveProblem.RandomSemidefinite(reduced, random);
        CheckedPoint expected = SolutionChecker.Check(reduced, x, primal, dual, v);
        PrimalDualPoint restored = presolved.Restore(new PrimalDualPoint(x, primal, dual, v));

        CheckedPoint actual = SolutionChecker.Check(problem, restored.Variables, restored.PrimalMatrix, restored.DualMatrix, restored.Multipliers);
        Assert.Equal(expected.Objective, actual.Objective, Tolerance(expected.Objective));
        Assert.Equal(expected.DualObjective, actual.DualObjective, Tolerance(expected.DualObjective));
        Assert.InRange(actual.Errors.DualCone, 0.0, 1e-12);
        Assert.Equal(expected.Errors.PrimalResidual, actual.Errors.PrimalResidual, 1e-12);
        Assert.Equal(expected.Errors.Complementarity, actual.Errors.Complementarity, 1e-12);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            // X is recomputed from x alone.
            Assert.True((NaiveProblem.Block(NaiveProblem.Slack(problem, restored.Variables), b) - NaiveProblem.Block(restored.PrimalMatrix, b)).L1Norm() <= 1e-9);
        }

        for (int i = 0; i < reduced.VariableCount; i++)
        {
            var unit = new double[reduced.VariableCount];
            unit[i] = 1.0;
            int original = Array.IndexOf(presolved.Restore(new PrimalDualPoint(unit, primal, dual, v)).Variables, 1.0);
            double product = NaiveProblem.InnerProduct(problem, original, restored.DualMatrix);
            Assert.Equal(NaiveProblem.InnerProduct(reduced, i, dual), product, Tolerance(product));
        }
    }

    [Property(MaxTest = 50)]
    public void The_same_problem_is_reduced_in_the_same_way_at_the_same_time(int seed)
    {
        SdpProblem problem = new PlantedProblem(seed).Builder.Build();
        PresolvedProblem[] presolved = [.. ParallelEnumerable.Range(0, 4).Select(_ => Presolver.Reduce(problem, CancellationToken.None))];
        Assert.All(presolved, one => Assert.Equal(presolved[0].Notes.ToArray(), one.Notes.ToArray()));
        Assert.All(presolved, one => Assert.Equal(presolved[0].Reduced.Blocks.ToArray(), one.Reduced.Blocks.ToArray()));
        Assert.All(presolved, one => Assert.Equal(presolved[0].Reduced.Objective.ToArray(), one.Reduced.Objective.ToArray()));
    }

    /// <summary>None of these is known to have dependent constraints; structured coefficient matrices must not look so.</summary>
    [DataTheory("sdplib")]
    [InlineData("arch0")]
    [InlineData("control3")]
    [InlineData("hinf12")]
    [InlineData("infd1")]
    [InlineData("infp1")]
    [InlineData("qap7")]
    [InlineData("theta1")]
    [InlineData("truss5")]
    public void Sdplib_problem_keeps_all_its_variables(string name)
    {
        using FileStream stream = File.OpenRead(TestData.Path($"sdplib/{name}.dat-s"));
        SdpProblem problem = SdpaReader.Read(stream).Problem;
        PresolvedProblem presolved = Presolver.Reduce(problem, CancellationToken.None);
        Assert.Null(presolved.Ray);
        Assert.Equal(problem.VariableCount, presolved.Reduced.VariableCount);
    }

    [Fact]
    public void Cancelled_presolve_throws_so()
    {
        SdpProblem problem = new PlantedProblem(1).Builder.Build();
        Assert.Throws<OperationCanceledException>(() => Presolver.Reduce(problem, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Problem_without_anything_stays_so()
    {
        PresolvedProblem presolved = Presolver.Reduce(new SdpProblemBuilder(0).Build(), CancellationToken.None);
        Assert.Null(presolved.Ray);
        Assert.Empty(presolved.Notes);
        Assert.Equal(0, presolved.Reduced.VariableCount);
        Assert.Empty(presolved.Reduced.Blocks);
    }

    [Fact]
    public void Variables_without_anything_are_dropped_and_come_back_as_zero()
    {
        PresolvedProblem presolved = Presolver.Reduce(new SdpProblemBuilder(3).Build(), CancellationToken.None);
        Assert.Equal(0, presolved.Reduced.VariableCount);
        SymmetricBlockMatrix empty = new([]);
        Assert.Equal([0.0, 0.0, 0.0], presolved.Restore(new PrimalDualPoint([], empty, empty, [])).Variables);
    }

    [Fact]
    public void Problem_of_one_scalar_becomes_a_linear_program()
    {
        var builder = new SdpProblemBuilder(1);
        builder.SetObjective(0, 1.0);
        builder.AddEntry(0, builder.AddSemidefiniteBlock(1), 0, 0, 2.0);
        builder.AddEntry(SdpProblem.Constant, 0, 0, 0, 3.0);
        SdpProblem reduced = Presolver.Reduce(builder.Build(), CancellationToken.None).Reduced;
        Assert.Equal([new SdpBlock(BlockKind.Diagonal, 1)], reduced.Blocks.ToArray());
        Assert.Equal(2.0, NaiveProblem.Coefficient(reduced, 0, 0)[0, 0]);
        Assert.Equal(3.0, NaiveProblem.Coefficient(reduced, SdpProblem.Constant, 0)[0, 0]);
    }

    [Fact]
    public void Linear_program_in_one_block_is_left_alone()
    {
        var builder = new SdpProblemBuilder(2);
        int block = builder.AddDiagonalBlock(2);
        builder.AddEntry(0, block, 0, 0, 1.0);
        builder.AddEntry(1, block, 1, 1, 1.0);
        SdpProblem problem = builder.Build();
        Assert.Same(problem, Presolver.Reduce(problem, CancellationToken.None).Reduced);
    }

    private static double Tolerance(double value) => 1e-10 * (1.0 + Math.Abs(value));
}
