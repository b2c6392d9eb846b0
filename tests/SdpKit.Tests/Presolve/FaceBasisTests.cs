using FsCheck.Xunit;
using SdpKit.Presolve.Faces;

namespace SdpKit.Tests.Presolve;

/// <summary>The operations of the basis against the matrix P written out.</summary>
public class FaceBasisTests
{
    [Property(MaxTest = 50)]
    public void Operations_are_those_of_the_matrix_whose_columns_are_orthogonal_to_u(int seed)
    {
        var random = new Random(seed);
        int order = random.Next(2, 12);
        double[] u = Random(order, random);
        var basis = new FaceBasis(u, BlockCoefficients.Empty);
        double[,] p = Matrix(basis);
        double[] v = Random(order, random);
        double[] restricted = basis.Restrict(v);
        double[] f = Symmetric(order, random);
        double[] restrictedMatrix = basis.RestrictBothSides(f);
        double[] y = Symmetric(order - 1, random);
        double[] extended = basis.ExtendBothSides(y);
        for (int j = 0; j < order - 1; j++)
        {
            Assert.Equal(0.0, Enumerable.Range(0, order).Sum(i => u[i] * p[i, j]), 1e-14);
            Assert.Equal(Enumerable.Range(0, order).Sum(i => p[i, j] * v[i]), restricted[j], 1e-13);
            for (int k = 0; k < order - 1; k++)
            {
                double expected = 0.0;
                for (int a = 0; a < order; a++)
                {
                    expected += Enumerable.Range(0, order).Sum(b => p[a, j] * f[a + (order * b)] * p[b, k]);
                }

                Assert.Equal(expected, restrictedMatrix[j + ((order - 1) * k)], 1e-12);
            }
        }

        for (int a = 0; a < order; a++)
        {
            for (int b = 0; b < order; b++)
            {
                double expected = 0.0;
                for (int j = 0; j < order - 1; j++)
                {
                    expected += Enumerable.Range(0, order - 1).Sum(k => p[a, j] * y[j + ((order - 1) * k)] * p[b, k]);
                }

                Assert.Equal(expected, extended[a + (order * b)], 1e-12);
            }
        }
    }

    [Fact]
    public void Axis_has_few_entries_and_is_not_where_u_is_small()
    {
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(4);
        foreach ((int row, int column) in new[] { (1, 0), (2, 0), (2, 1), (1, 1) })
        {
            builder.AddEntry(0, block, row, column, 1.0);
        }

        BlockCoefficients coefficients = builder.Build().Coefficients[0];
        Assert.Equal(3, new FaceBasis([1.0, 1.0, 1.0, 1.0], coefficients).Axis);
        Assert.Equal(0, new FaceBasis([1.0, 1.0, -1.0, 0.4], coefficients).Axis);
        Assert.Equal(2, new FaceBasis([0.1, 0.1, -1.0, 0.1], coefficients).Axis);
    }

    private static double[,] Matrix(FaceBasis basis)
    {
        var result = new double[basis.Order, basis.Order - 1];
        for (int i = 0; i < basis.Order; i++)
        {
            if (i != basis.Axis)
            {
                result[i, basis.Place(i)] = 1.0;
                result[basis.Axis, basis.Place(i)] = basis.Hub[basis.Place(i)];
            }
        }

        return result;
    }

    private static double[] Random(int order, Random random) => [.. Enumerable.Range(0, order).Select(_ => (2.0 * random.NextDouble()) - 1.0)];

    private static double[] Symmetric(int order, Random random)
    {
        double[] result = Random(order * order, random);
        for (int j = 0; j < order; j++)
        {
            for (int i = 0; i < j; i++)
            {
                result[i + (order * j)] = result[j + (order * i)];
            }
        }

        return result;
    }
}
