using FsCheck.Xunit;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.SchurSystem;
using SdpKit.Tests.Solving;

namespace SdpKit.Tests.InteriorPoint;

public unsafe class SelfDualDirectionTests
{
    /// <summary>The direction satisfies the linear equations that define it.</summary>
    [Property(MaxTest = 50)]
    public void Full_predictor_step_leaves_no_residual(int seed)
    {
        var random = new Random(seed);
        SdpProblem problem = WithEquality(Instances.Random(seed).Build(), random);
        problem = Presolver.Reduce(problem, CancellationToken.None).Reduced;
        using var context = new KernelContext(1, CancellationToken.None);
        using var map = new ConstraintOperator(problem, context);
        using var schur = new SchurComplement(problem, new SchurAnalysis(problem), context);
        using var factor = new PrimalFactor(problem, map.Structure, context);
        using var workspace = new SearchDirection(problem, map, schur, factor, ErrorScales.Of(problem), context);
        using var point = new Iterate(problem, map.Structure);
        using var inverse = new BlockMatrices(problem);
        double[] scales = [.. problem.Blocks.Select(_ => 1.0 + random.NextDouble())];
        point.Primal.SetScaledIdentity(scales, 1.0, context);
        inverse.SetScaledIdentity([.. scales.Select(scale => 1.0 / scale)], 1.0, context);
        point.Dual.SetScaledIdentity([.. problem.Blocks.Select(_ => 1.0 + random.NextDouble())], 1.0, context);
        for (int i = 0; i < point.Variables.Length; i++)
        {
            point.Variables[i] = random.NextDouble();
        }

        (double tau, double kappa) = (0.5 + random.NextDouble(), 0.5 + random.NextDouble());
        Assert.True(factor.TryFactor(point.Primal));
        var direction = new SelfDualDirection(problem, map, schur, factor, workspace, context);
        direction.Measure(point, tau, kappa);
        schur.Form(inverse.Semidefinite, point.Dual.Semidefinite, null);
        Assert.True(schur.TryFactor());
        direction.Prepare(point, tau, inverse);
        direction.Predict(point, tau, kappa, inverse);
        Assert.Equal(-tau * kappa, (kappa * direction.Scale) + (tau * direction.Slack), 1e-9);

        Move(point, workspace);
        (tau, kappa) = (tau + direction.Scale, kappa + direction.Slack);
        map.Combine(point.Variables, tau, workspace.Primal);
        workspace.Primal.AddScaled(-1.0, point.Primal);
        double[] dual = new double[problem.VariableCount];
        map.Apply(point.Dual, dual);
        problem.Equalities.MultiplyTransposedAdd(1.0, point.Multipliers, dual);
        double size = 1.0 + point.Dual.Dot(point.Dual);
        Assert.Equal(0.0, workspace.Primal.SquaredNorm(), 1e-12 * size);
        Assert.All(dual.Index(), entry => Assert.Equal(tau * problem.Objective[entry.Index], entry.Item, 1e-8 * size));
        Assert.Equal(tau * problem.EqualityRightHandSide[0], Dot(problem.Equalities.Values(0).ToArray(), [.. problem.Equalities.Columns(0).ToArray().Select(i => point.Variables[i])]), 1e-8 * size);
        double gap = map.ConstantInner(point.Dual) + (problem.EqualityRightHandSide[0] * point.Multipliers[0]) - Dot(problem.Objective.ToArray(), point.Variables);
        Assert.Equal(kappa, gap, 1e-7 * size);
    }

    private static SdpProblem WithEquality(SdpProblem problem, Random random)
    {
        var row = new TripletList();
        for (int i = 0; i < problem.VariableCount; i++)
        {
            row.Add(0, i, 0.5 + random.NextDouble());
        }

        return problem.WithEqualities(row.Build(1, problem.VariableCount), [random.NextDouble()]);
    }

    private static void Move(Iterate point, SearchDirection direction)
    {
        point.Primal.AddScaled(1.0, direction.Primal);
        point.Dual.AddScaled(1.0, direction.Dual);
        for (int i = 0; i < point.Variables.Length; i++)
        {
            point.Variables[i] += direction.Variables[i];
        }

        point.Multipliers[0] += direction.Multipliers[0];
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
