using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Verification;

namespace SdpKit.Tests.Verification;

public sealed class SolutionCheckerPropertyTests
{
    [Property(MaxTest = 100)]
    public void Errors_agree_with_the_formulas_in_every_storage(int seed)
    {
        var point = new RandomPoint(seed);
        CheckedPoint expected = NaiveChecker.Check(point);
        AssertClose(expected, point.Check(_ => RandomPoint.Storage.Sparse));
        AssertClose(expected, point.Check(_ => RandomPoint.Storage.Dense));
        AssertClose(expected, point.Check(_ => RandomPoint.Storage.LowRank));
        AssertClose(expected, point.Check(variable => (RandomPoint.Storage)(variable % 3)));
    }

    [Property(MaxTest = 50)]
    public void Errors_survive_a_permutation_of_the_blocks(int seed)
    {
        var point = new RandomPoint(seed);
        var reversed = new RandomPoint(seed)
        {
            Coefficients = [.. point.Coefficients.Reverse()],
            PrimalMatrix = [.. point.PrimalMatrix.Reverse()],
            DualMatrix = [.. point.DualMatrix.Reverse()],
        };
        AssertClose(point.Check(_ => RandomPoint.Storage.Sparse), reversed.Check(_ => RandomPoint.Storage.Sparse));
    }

    /// <summary>Of the scales only max|F_0| depends on the basis, so e3 and e4 are compared without it; Ax = b holds, so e3 is that of X.</summary>
    [Property(MaxTest = 50)]
    public void Errors_survive_an_orthogonal_congruence(int seed)
    {
        RandomPoint point = new(seed);
        point = new RandomPoint(seed) { RightHandSide = point.Equalities * point.Variables };
        var random = new Random(seed);
        Matrix<double>[] q = [.. point.PrimalMatrix.Select(matrix => RandomMatrices.Orthogonal(random, matrix.RowCount))];
        Matrix<double> Rotate(Matrix<double> matrix, int b)
        {
            Matrix<double> product = q[b] * matrix * q[b].Transpose();
            return (product + product.Transpose()) / 2.0;
        }

        var rotated = new RandomPoint(seed)
        {
            RightHandSide = point.RightHandSide,
            Coefficients = [.. point.Coefficients.Select((list, b) => list.Select(matrix => Rotate(matrix, b)).ToArray())],
            PrimalMatrix = [.. point.PrimalMatrix.Select(Rotate)],
            DualMatrix = [.. point.DualMatrix.Select(Rotate)],
        };
        AssertClose(Unscaled(point), Unscaled(rotated));
    }

    [Property(MaxTest = 20)]
    public void Number_of_threads_does_not_change_a_bit(int seed)
    {
        var point = new RandomPoint(seed);
        SdpProblem problem = point.Build(variable => (RandomPoint.Storage)(variable % 3));
        SymmetricBlockMatrix x = RandomPoint.AsBlocks(problem, point.PrimalMatrix);
        SymmetricBlockMatrix y = RandomPoint.AsBlocks(problem, point.DualMatrix);
        CheckedPoint With(int threads) => SolutionChecker.Check(
            problem, [.. point.Variables], x, y, [.. point.Multipliers], new ParallelOptions { MaxDegreeOfParallelism = threads });
        Assert.Equal(With(1), With(4));
    }

    private static CheckedPoint Unscaled(RandomPoint point)
    {
        CheckedPoint found = point.Check(_ => RandomPoint.Storage.Dense);
        return found with
        {
            Errors = found.Errors with
            {
                PrimalResidual = found.Errors.PrimalResidual * point.PrimalScale,
                PrimalCone = found.Errors.PrimalCone * point.PrimalScale,
            },
        };
    }

    private static void AssertClose(CheckedPoint expected, CheckedPoint found)
    {
        double[] expectedValues = [expected.Objective, expected.DualObjective, .. expected.Errors.ToArray()];
        double[] foundValues = [found.Objective, found.DualObjective, .. found.Errors.ToArray()];
        for (int k = 0; k < expectedValues.Length; k++)
        {
            Assert.Equal(expectedValues[k], foundValues[k], 1e-5 * (1e-6 + Math.Abs(expectedValues[k])));
        }
    }
}
