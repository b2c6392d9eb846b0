using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Tests.Solving;

namespace SdpKit.Training.Tests.Projection;

/// <summary>Solves Lipschitz updates as the semidefinite programs that they are, by the general interior-point method: one variable for each weight, without reduction or scaling.</summary>
internal static class UpdateOracle
{
    /// <summary>Computes the least ||W - V||^2 / 2.</summary>
    public static (double Value, double[] Weights) Enforce(Network network, ImmutableArray<ImmutableArray<double>> multipliers, double bound)
    {
        double[] targets = Flat(network);
        var builder = new SdpProblemBuilder(targets.Length);
        AddConstraint(builder, network, multipliers);
        for (int i = 0; i < network.InputSize; i++)
        {
            builder.AddEntry(SdpProblem.Constant, 0, i, i, -bound * bound);
        }

        return Solve(builder, targets, targets.Length);
    }

    /// <summary>Computes the least weight L^2 + ||W - V||^2 / 2; L^2 is the last variable.</summary>
    public static (double Value, double[] Variables) Regularize(Network network, ImmutableArray<ImmutableArray<double>> multipliers, double weight)
    {
        double[] targets = Flat(network);
        var builder = new SdpProblemBuilder(targets.Length + 1);
        builder.SetObjective(targets.Length, weight);
        AddConstraint(builder, network, multipliers);
        for (int i = 0; i < network.InputSize; i++)
        {
            builder.AddEntry(targets.Length, 0, i, i, 1.0);
        }

        return Solve(builder, targets, targets.Length);
    }

    public static double[] Flat(Network network) => [.. network.Layers.SelectMany(layer => layer.Weights)];

    private static (double Value, double[] Variables) Solve(SdpProblemBuilder builder, double[] targets, int count)
    {
        for (int i = 0; i < count; i++)
        {
            builder.SetObjective(i, -targets[i]);
            builder.AddQuadraticEntry(i, i, 1.0);
        }

        SdpSolution solution = CheckedSolve.Of(builder.Build(), new SolverSettings { Threads = 1, Tolerance = 1e-9 });
        Assert.Contains(solution.Status, new[] { SolveStatus.Optimal, SolveStatus.NearOptimal });
        return (solution.Objective + (0.5 * targets.Sum(value => value * value)), solution.Variables.ToArray());
    }

    /// <summary>Adds -M(L^2, W; T) without its first diagonal block: [., -beta W_0'T, 0; ., 2T, W_1'; ., ., I], as the paper writes it.</summary>
    private static void AddConstraint(SdpProblemBuilder builder, Network network, ImmutableArray<ImmutableArray<double>> multipliers)
    {
        ImmutableArray<int> sizes = network.Sizes;
        int block = builder.AddSemidefiniteBlock(sizes.Sum());
        int variable = 0;
        int start = 0;
        for (int l = 0; l < network.Layers.Length; l++)
        {
            bool isLast = l == network.Layers.Length - 1;
            int next = start + sizes[l];
            for (int k = 0; k < sizes[l + 1]; k++)
            {
                builder.AddEntry(SdpProblem.Constant, block, next + k, next + k, isLast ? -1.0 : -2.0 * multipliers[l][k]);
                for (int j = 0; j < sizes[l]; j++)
                {
                    builder.AddEntry(variable++, block, next + k, start + j, isLast ? 1.0 : -multipliers[l][k] * network.Layers[l].Slopes[k].Maximum);
                }
            }

            start = next;
        }
    }
}
