using MathNet.Numerics.LinearAlgebra;
using SdpKit.Verification;

namespace SdpKit.Tests.Verification;

/// <summary>Holds a random problem as plain dense matrices, and a random point, neither feasible nor optimal.</summary>
internal sealed class RandomPoint
{
    private readonly Random _random;

    public RandomPoint(int seed)
    {
        _random = new Random(seed);
        VariableCount = _random.Next(1, 6);
        int[] orders = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(1, 9))];
        Coefficients = [.. orders.Select(order => Enumerable.Range(0, VariableCount + 1).Select(_ => Coefficient(order)).ToArray())];
        PrimalMatrix = [.. orders.Select(order => RandomMatrices.Symmetric(_random, order))];
        DualMatrix = [.. orders.Select(order => RandomMatrices.Symmetric(_random, order))];
        Objective = RandomVector(VariableCount);
        Variables = RandomVector(VariableCount);
        Equalities = RandomMatrices.Normal(_random, _random.Next(1, 3), VariableCount);
        RightHandSide = RandomVector(Equalities.RowCount);
        Multipliers = RandomVector(Equalities.RowCount);
        Matrix<double> root = RandomMatrices.Normal(_random, VariableCount, VariableCount);
        Quadratic = root * root.Transpose();
        Quadratic = (Quadratic + Quadratic.Transpose()) / 2.0;
    }

    /// <summary>Says how a coefficient is handed to the builder.</summary>
    public enum Storage
    {
        Sparse,
        Dense,
        LowRank,
    }

    public int VariableCount { get; }

    /// <summary>Gets F_0, F_1, ... of each block.</summary>
    public Matrix<double>[][] Coefficients { get; init; }

    public Matrix<double>[] PrimalMatrix { get; init; }

    public Matrix<double>[] DualMatrix { get; init; }

    public Vector<double> Objective { get; }

    public Vector<double> Variables { get; }

    public Matrix<double> Equalities { get; }

    public Vector<double> RightHandSide { get; init; }

    public Vector<double> Multipliers { get; }

    public Matrix<double> Quadratic { get; }

    /// <summary>Gets 1 + max|F_0|, the scale of e3 and e4.</summary>
    public double PrimalScale => 1.0 + Coefficients.Max(list => list[0].Enumerate().Max(Math.Abs));

    public CheckedPoint Check(Func<int, Storage> storage)
    {
        SdpProblem problem = Build(storage);
        return SolutionChecker.Check(problem, [.. Variables], AsBlocks(problem, PrimalMatrix), AsBlocks(problem, DualMatrix), [.. Multipliers]);
    }

    public SdpProblem Build(Func<int, Storage> storage)
    {
        var builder = new SdpProblemBuilder(VariableCount);
        builder.SetObjective(Objective);
        for (int b = 0; b < Coefficients.Length; b++)
        {
            builder.AddSemidefiniteBlock(PrimalMatrix[b].RowCount);
            for (int i = 0; i <= VariableCount; i++)
            {
                Add(builder, i - 1, b, Coefficients[b][i], storage(i));
            }
        }

        for (int row = 0; row < Equalities.RowCount; row++)
        {
            builder.AddEquality(RightHandSide[row]);
            for (int i = 0; i < VariableCount; i++)
            {
                builder.AddEqualityEntry(row, i, Equalities[row, i]);
            }
        }

        for (int i = 0; i < VariableCount; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                builder.AddQuadraticEntry(i, j, Quadratic[i, j]);
            }
        }

        return builder.Build();
    }

    public static SymmetricBlockMatrix AsBlocks(SdpProblem problem, Matrix<double>[] matrices)
    {
        var result = new SymmetricBlockMatrix(problem.Blocks);
        for (int b = 0; b < matrices.Length; b++)
        {
            matrices[b].ToColumnMajorArray().CopyTo(result.Values(b));
        }

        return result;
    }

    private static void Add(SdpProblemBuilder builder, int variable, int block, Matrix<double> matrix, Storage storage)
    {
        switch (storage)
        {
            case Storage.Dense:
                builder.AddDense(variable, block, matrix.ToColumnMajorArray());
                break;
            case Storage.LowRank:
                var decomposition = matrix.Evd(Symmetricity.Symmetric);
                builder.AddLowRank(
                    variable,
                    block,
                    decomposition.EigenVectors.ToColumnMajorArray(),
                    [.. decomposition.EigenValues.Select(value => value.Real)]);
                break;
            default:
                for (int j = 0; j < matrix.ColumnCount; j++)
                {
                    for (int i = j; i < matrix.RowCount; i++)
                    {
                        builder.AddEntry(variable, block, i, j, matrix[i, j]);
                    }
                }

                break;
        }
    }

    /// <summary>Half of the coefficients are sparse.</summary>
    private Matrix<double> Coefficient(int order)
    {
        Matrix<double> matrix = RandomMatrices.Symmetric(_random, order);
        double threshold = _random.Next(2) * 2.0;
        return matrix.Map(value => Math.Abs(value) < threshold ? 0.0 : value);
    }

    private Vector<double> RandomVector(int length) => RandomMatrices.Normal(_random, length, 1).Column(0);
}
