using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;
using SdpKit.Lipschitz.Structured;

namespace SdpKit.Lipschitz.Tests.Structured;

/// <summary>Compares block tridiagonal matrices and their factors with the dense matrices that they stand for.</summary>
public sealed class PathFactorTests
{
    public static TheoryData<int[], bool[], int> Shapes => new()
    {
        { [4], [false], 2 },
        { [5], [true], 3 },
        { [3, 40], [false, false], 2 },
        { [3, 40], [true, false], 5 },
        { [6, 5, 4], [false, true, false], 4 },
        { [2, 3, 2, 4, 3, 2, 5], [false, false, true, false, false, false, false], 1 },
        { [8, 8, 8, 8, 8, 8, 8, 8, 8, 8], [false, false, false, false, false, false, false, false, false, false], 8 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_and_inner_products_are_those_of_the_dense_matrix(int[] orders, bool[] isDense, int outputs)
    {
        (PathMatrix matrix, _, DenseMatrix dense) = Random(orders, isDense, outputs);
        using var context = new KernelContext(1, default);
        var random = new Random(2);
        DenseMatrix b = DenseMatrix.Of(matrix.Order, 7, (_, _) => random.NextDouble());
        DenseMatrix expected = DenseMatrix.Of(matrix.Order, 7, (_, _) => random.NextDouble());
        DenseMatrix actual = expected.Copy();
        MatrixOperations.Multiply(1.0, dense, false, b, false, 0.5, expected, context);
        matrix.Multiply(b.View, 0.5, actual.View, context);
        AssertEqual(expected, actual);

        DenseMatrix symmetric = DenseMatrix.Of(matrix.Order, matrix.Order, (i, j) => 1.0 / (1.0 + i + j));
        double inner = Enumerable.Range(0, matrix.Order * matrix.Order).Sum(i => dense.Values[i] * symmetric.Values[i]);
        Assert.Equal(inner, matrix.Inner(symmetric), 1e-12 * matrix.Order);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Factor_inverts_and_solves(int[] orders, bool[] isDense, int outputs)
    {
        (PathMatrix matrix, DenseMatrix output, DenseMatrix dense) = Random(orders, isDense, outputs);
        using var context = new KernelContext(1, default);
        var factor = new PathFactor(matrix, output);
        Assert.True(factor.TryFactor(matrix, context));
        DenseMatrix z = Subtracted(dense, output);

        var inverse = new DenseMatrix(factor.Order, factor.Order);
        factor.Invert(inverse, context);
        DenseMatrix leading = DenseMatrix.Of(matrix.Order, matrix.Order, (i, j) => inverse[i, j]);
        var identity = new DenseMatrix(matrix.Order, matrix.Order);
        MatrixOperations.Multiply(1.0, z, false, leading, false, 0.0, identity, context);
        AssertEqual(DenseMatrix.Of(matrix.Order, matrix.Order, (i, j) => i == j ? 1.0 : 0.0), identity);
        AssertEqual(leading.Transposed(), leading);

        DenseMatrix solution = DenseMatrix.Of(factor.Order, matrix.Order, (i, j) => i == j ? 1.0 : 0.0);
        factor.Solve(solution.View, context);
        AssertEqual(leading, DenseMatrix.Of(matrix.Order, matrix.Order, (i, j) => solution[i, j]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public unsafe void Roots_of_the_inverse_multiply_to_it(int[] orders, bool[] isDense, int outputs)
    {
        (PathMatrix matrix, DenseMatrix output, _) = Random(orders, isDense, outputs);
        using var context = new KernelContext(1, default);
        var factor = new PathFactor(matrix, output);
        Assert.True(factor.TryFactor(matrix, context));
        var inverse = new DenseMatrix(factor.Order, factor.Order);
        factor.Invert(inverse, context);
        DenseMatrix roots = DenseMatrix.Of(factor.Order, factor.Order, (i, j) => i == j ? 1.0 : 0.0);
        for (int j = 0; j < roots.Columns; j++)
        {
            factor.SolveRoot(roots.View.Column(j));
            factor.SolveRootTransposed(roots.View.Column(j));
        }

        AssertEqual(inverse, roots);
    }

    [Fact]
    public void Matrix_that_is_not_positive_definite_has_no_factor()
    {
        (PathMatrix matrix, DenseMatrix output, _) = Random([3, 40, 5], [false, false, false], 2);
        using var context = new KernelContext(1, default);
        var factor = new PathFactor(matrix, output);
        Assert.True(factor.TryFactor(matrix, context));
        foreach (double value in new[] { 0.0, -1.0, double.NaN })
        {
            double before = matrix.Diagonal[7];
            matrix.Diagonal[7] = value;
            Assert.False(factor.TryFactor(matrix, context));
            matrix.Diagonal[7] = before;
        }

        foreach (ref double value in output.Values)
        {
            value *= 100.0;
        }

        Assert.False(factor.TryFactor(matrix, context));
    }

    /// <summary>Makes a matrix A with A - V'V positive definite, V, and A again, dense.</summary>
    private static (PathMatrix Matrix, DenseMatrix Output, DenseMatrix Dense) Random(int[] orders, bool[] isDense, int outputs)
    {
        var random = new Random(1);
        var matrix = new PathMatrix(orders, isDense);
        double Entry() => ((2.0 * random.NextDouble()) - 1.0) / (2.0 * orders.Max());
        var dense = new DenseMatrix(matrix.Order, matrix.Order);
        for (int i = 0; i < matrix.Order; i++)
        {
            dense[i, i] = matrix.Diagonal[i] = 2.0 + random.NextDouble();
        }

        for (int block = 0; block < orders.Length; block++)
        {
            for (int j = 0; j < orders[block]; j++)
            {
                for (int i = 0; matrix.Dense[block] is { } added && i <= j; i++)
                {
                    added[i, j] = added[j, i] = Entry();
                    dense[matrix.Starts[block] + i, matrix.Starts[block] + j] += added[i, j];
                    dense[matrix.Starts[block] + j, matrix.Starts[block] + i] += i == j ? 0.0 : added[i, j];
                }

                for (int i = 0; block + 1 < orders.Length && i < orders[block + 1]; i++)
                {
                    double entry = matrix.Joints[block][i, j] = Entry();
                    dense[matrix.Starts[block + 1] + i, matrix.Starts[block] + j] = dense[matrix.Starts[block] + j, matrix.Starts[block + 1] + i] = entry;
                }
            }
        }

        return (matrix, DenseMatrix.Of(outputs, orders[^1], (_, _) => Entry()), dense);
    }

    private static DenseMatrix Subtracted(DenseMatrix dense, DenseMatrix output)
    {
        int first = dense.Rows - output.Columns;
        double Gram(int i, int j) => Enumerable.Range(0, output.Rows).Sum(k => output[k, i] * output[k, j]);
        return DenseMatrix.Of(dense.Rows, dense.Rows, (i, j) => dense[i, j] - (i >= first && j >= first ? Gram(i - first, j - first) : 0.0));
    }

    private static void AssertEqual(DenseMatrix expected, DenseMatrix actual)
    {
        for (int i = 0; i < expected.Values.Length; i++)
        {
            Assert.Equal(expected.Values[i], actual.Values[i], 1e-13 * expected.Rows);
        }
    }
}
