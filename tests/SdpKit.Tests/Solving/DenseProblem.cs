using MathNet.Numerics.LinearAlgebra;

namespace SdpKit.Tests.Solving;

/// <summary>Holds a problem as plain dense matrices, so that a test can transform it before it is built.</summary>
internal sealed class DenseProblem(int variableCount, int[] orders)
{
    public double[] Objective { get; } = new double[variableCount];

    public Matrix<double>[] Constant { get; } = new Matrix<double>[orders.Length];

    public Matrix<double>[][] Coefficients { get; } = [.. Enumerable.Range(0, variableCount).Select(_ => new Matrix<double>[orders.Length])];

    public SdpProblem Build() => Build(builder => builder.AddMatrix);

    /// <summary>Builds with the call that is chosen to add each matrix.</summary>
    public SdpProblem Build(Func<SdpProblemBuilder, Action<int, int, Matrix<double>>> choose)
    {
        var builder = new SdpProblemBuilder(Objective.Length);
        builder.SetObjective(Objective);
        Action<int, int, Matrix<double>> add = choose(builder);
        for (int b = 0; b < Constant.Length; b++)
        {
            int block = builder.AddSemidefiniteBlock(Constant[b].RowCount);
            add(SdpProblem.Constant, block, Constant[b]);
            for (int i = 0; i < Objective.Length; i++)
            {
                add(i, block, Coefficients[i][b]);
            }
        }

        return builder.Build();
    }

    /// <summary>Makes the problem whose variables and blocks stand in another order.</summary>
    public DenseProblem Permuted(int[] variables, int[] blocks)
    {
        var permuted = new DenseProblem(variables.Length, [.. blocks.Select(b => Constant[b].RowCount)]);
        for (int b = 0; b < blocks.Length; b++)
        {
            permuted.Constant[b] = Constant[blocks[b]];
            for (int i = 0; i < variables.Length; i++)
            {
                permuted.Objective[i] = Objective[variables[i]];
                permuted.Coefficients[i][b] = Coefficients[variables[i]][blocks[b]];
            }
        }

        return permuted;
    }

    /// <summary>Makes the problem with every matrix F of a block replaced by a function of it, and c scaled.</summary>
    public DenseProblem Mapped(Func<int, Matrix<double>, Matrix<double>> map, double objectiveScale = 1.0)
    {
        var mapped = new DenseProblem(Objective.Length, [.. Constant.Select(matrix => matrix.RowCount)]);
        for (int b = 0; b < Constant.Length; b++)
        {
            mapped.Constant[b] = map(b, Constant[b]);
            for (int i = 0; i < Objective.Length; i++)
            {
                mapped.Objective[i] = objectiveScale * Objective[i];
                mapped.Coefficients[i][b] = map(b, Coefficients[i][b]);
            }
        }

        return mapped;
    }
}
