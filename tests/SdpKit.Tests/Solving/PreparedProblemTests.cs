using FsCheck.Xunit;
using SdpKit.Presolve;
using SdpKit.Tests.Presolve;

namespace SdpKit.Tests.Solving;

/// <summary>A prepared problem is solved like any other, to the last bit, whatever its new c, F_0 and b make of the structure.</summary>
public class PreparedProblemTests
{
    [Property(MaxTest = 200)]
    public void Prepared_solve_gives_the_bits_of_a_fresh_one(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = Degenerate(random);
        SdpProblem prepared = SdpSolver.Prepare(problem);
        for (int change = 0; change < 4; change++)
        {
            (double[] objective, SymmetricBlockMatrix constant, double[] rightHandSide) = (Objective(problem, random), Constant(problem, random), RightHandSide(problem, random));
            bool isOnlyObjective = random.Next(3) == 0;
            SdpProblem Changed(SdpProblem original) => isOnlyObjective
                ? original.WithObjective(objective)
                : original.WithConstant(constant).WithObjective(objective).WithEqualityRightHandSide(rightHandSide);
            AssertSameBits(CheckedSolve.Of(Changed(problem)), CheckedSolve.Of(Changed(prepared)));
        }
    }

    [Fact]
    public void Findings_are_kept_while_the_structure_is()
    {
        SdpProblem prepared = SdpSolver.Prepare(Instances.Theta(12, 0.5, 1));
        var objective = new double[prepared.VariableCount];
        objective[0] = 2.0;
        var constant = new SymmetricBlockMatrix(prepared.Blocks);
        constant[0, 3, 1] = 1.0;
        SdpProblem changed = prepared.WithConstant(constant).WithObjective(objective);
        PresolvedProblem presolved = Presolver.Reduce(changed, CancellationToken.None);
        Assert.Same(prepared.Analysis.Variables, presolved.Analysis.Variables);
        Assert.Same(prepared.Analysis.Equalities, presolved.Analysis.Equalities);
        Assert.Same(prepared.Analysis.Terms, presolved.Analysis.Terms);
        Assert.Same(prepared.Analysis.Norms, Finding.Of(presolved.Reduced, presolved.Analysis.Norms, _ => throw new InvalidOperationException()));
        Assert.Same(prepared.Analysis.Schur, Finding.Of(presolved.Reduced, presolved.Analysis.Schur, _ => throw new InvalidOperationException()));
        AssertSameBits(CheckedSolve.Of(Instances.Theta(12, 0.5, 1).WithConstant(constant).WithObjective(objective)), CheckedSolve.Of(changed));
    }

    [Fact]
    public void Findings_of_another_structure_are_not_used()
    {
        SdpProblem one = SdpSolver.Prepare(Instances.Theta(12, 0.5, 1));
        SdpProblem other = Instances.Theta(12, 0.5, 2);
        AssertSameBits(CheckedSolve.Of(other), CheckedSolve.Of(other.With(one.Analysis)));
    }

    [Fact]
    public void Prepared_problem_is_solved_by_several_threads_at_once()
    {
        SdpProblem prepared = SdpSolver.Prepare(Instances.Lyapunov(6, 1));
        double[] objective = prepared.Objective.ToArray();
        SdpProblem[] problems = [.. Enumerable.Range(1, 8).Select(k => prepared.WithObjective([.. objective.Select(c => k * c)]))];
        SdpSolution[] alone = [.. problems.Select(problem => CheckedSolve.Of(problem))];
        SdpSolution[] together = [.. problems.AsParallel().AsOrdered().Select(problem => CheckedSolve.Of(problem))];
        foreach ((SdpSolution first, SdpSolution second) in alone.Zip(together))
        {
            AssertSameBits(first, second);
        }
    }

    [Fact]
    public void Preparing_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => SdpSolver.Prepare(Instances.Lyapunov(4, 1), new CancellationToken(canceled: true)));

    [Fact]
    public void Problem_too_large_for_any_machine_is_refused()
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddEntry(0, builder.AddSemidefiniteBlock(2_000_000_000), 1, 0, 1.0);
        Assert.Throws<InsufficientMemoryException>(() => SdpSolver.Prepare(builder.Build()));
    }

    private static void AssertSameBits(SdpSolution expected, SdpSolution actual)
    {
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.Notes.AsSpan(), actual.Notes.AsSpan());
        Assert.Equal(expected.Errors, actual.Errors);
        Assert.Equal(expected.CertificateResidual, actual.CertificateResidual);
        Assert.Equal(expected.Variables, actual.Variables);
        Assert.Equal(expected.EqualityMultipliers, actual.EqualityMultipliers);
        for (int b = 0; b < expected.PrimalMatrix.Blocks.Length; b++)
        {
            Assert.Equal(expected.PrimalMatrix.Values(b), actual.PrimalMatrix.Values(b));
            Assert.Equal(expected.DualMatrix.Values(b), actual.DualMatrix.Values(b));
        }
    }

    /// <summary>A planted problem with, by chance, a dependent variable, a repeated equality, opposite scalars and a variable that exposes a face.</summary>
    private static SdpProblem Degenerate(Random random)
    {
        var planted = new PlantedProblem(random.Next());
        SdpProblemBuilder builder = planted.Builder;
        int exposing = planted.VariableCount + 1;
        if (random.Next(2) == 0)
        {
            int block = builder.AddSemidefiniteBlock(3);
            builder.AddLowRank(exposing, block, [1.0, 1.0, 1.0], [1.0]);
            builder.AddLowRank(SdpProblem.Constant, block, [1.0, 2.0, 0.0], [-1.0]);
            builder.AddEntry(0, block, 0, 0, 1.0);
            builder.AddEntry(0, block, 2, 1, 1.0);
        }

        if (random.Next(2) == 0)
        {
            int block = builder.AddDiagonalBlock(2);
            builder.AddEntry(0, block, 0, 0, 1.0);
            builder.AddEntry(0, block, 1, 1, -1.0);
            builder.AddEntry(SdpProblem.Constant, block, 1, 1, -5.0);
        }

        if (random.Next(2) == 0)
        {
            for (int copy = 0; copy < 2; copy++)
            {
                builder.AddEqualityEntry(builder.AddEquality(1.0), 0, 1.0 + copy);
            }
        }

        SdpProblem problem = builder.Build();
        return problem.HasQuadratic || random.Next(2) == 0
            ? problem
            : PlantedProblem.WithCombination(problem, planted.VariableCount, [.. Enumerable.Repeat(2.0, planted.VariableCount)], objective: 0.0);
    }

    private static double[] Objective(SdpProblem problem, Random random)
    {
        double[] objective = problem.Objective.ToArray();
        for (int i = 0; i < objective.Length; i++)
        {
            objective[i] = random.Next(3) == 0 ? random.Next(-1, 3) : objective[i];
        }

        return objective;
    }

    /// <summary>Changes values where F_0 has entries, and here and there adds one elsewhere.</summary>
    private static SymmetricBlockMatrix Constant(SdpProblem problem, Random random)
    {
        var constant = new SymmetricBlockMatrix(problem.Blocks);
        bool isElsewhere = random.Next(2) == 0;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            foreach ((int row, int column, double value) in NaiveProblem.Coefficient(problem, SdpProblem.Constant, b).EnumerateIndexed().Where(entry => entry.Item3 != 0.0))
            {
                constant[b, row, column] = value * (1 + random.Next(2));
            }

            (BlockKind kind, int order) = problem.Blocks[b];
            int diagonal = random.Next(order);
            if (isElsewhere && random.Next(3) == 0)
            {
                constant[b, kind == BlockKind.Diagonal ? diagonal : random.Next(order), diagonal] = random.Next(-3, 2);
            }
        }

        return constant;
    }

    private static double[] RightHandSide(SdpProblem problem, Random random) => [.. problem.EqualityRightHandSide.ToArray().Select(value => random.Next(2) == 0 ? value : 2.0 * value)];
}
