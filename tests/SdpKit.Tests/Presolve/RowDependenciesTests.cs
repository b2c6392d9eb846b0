using System.Collections.Immutable;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Presolve.Dependencies;
using SdpKit.Tests.Verification;

namespace SdpKit.Tests.Presolve;

public sealed class RowDependenciesTests
{
    [Property(MaxTest = 200)]
    public void As_many_rows_are_spanned_as_the_rank_is_short_of(int seed)
    {
        var random = new Random(seed);
        Matrix<double> matrix = Matrix<double>.Build.Dense(random.Next(1, 9), random.Next(1, 9), (_, _) => random.Next(3) == 0 ? random.Next(-2, 3) : 0);
        AssertDependencies(matrix, matrix.RowCount - matrix.Rank());
    }

    /// <summary>With more columns than buckets the test runs on sums of columns.</summary>
    [Property(MaxTest = 20)]
    public void Dependencies_of_long_rows_of_any_scale_are_found(int seed)
    {
        var random = new Random(seed);
        Matrix<double> matrix = RandomMatrices.Normal(random, 20, 10) * RandomMatrices.Normal(random, 10, 1000);
        matrix = Matrix<double>.Build.DenseOfDiagonalArray([.. Enumerable.Range(0, 20).Select(_ => Math.Pow(10.0, random.Next(-8, 9)))]) * matrix;
        AssertDependencies(matrix, 10);
    }

    /// <summary>The rows of a connected graph's oriented incidence matrix have one dependency, their sum; with an entry more in one row they have none.</summary>
    [Property(MaxTest = 20)]
    public void The_one_dependency_of_many_sparse_rows_is_found(int seed)
    {
        const int Nodes = 100;
        var random = new Random(seed);
        Matrix<double> matrix = Matrix<double>.Build.Dense(Nodes, 3 * Nodes);
        for (int edge = 0; edge < matrix.ColumnCount; edge++)
        {
            (int from, int to) = (edge % Nodes, edge < Nodes ? (edge + 1) % Nodes : (edge + 1 + random.Next(Nodes - 1)) % Nodes);
            matrix[from, edge] = 1.0;
            matrix[to, edge] = -1.0;
        }

        AssertDependencies(matrix, 1);
        matrix[random.Next(Nodes), random.Next(Nodes)] += 0.5;
        AssertDependencies(matrix, 0);
    }

    [Property(MaxTest = 20)]
    public void Long_random_rows_are_independent(int seed) => AssertDependencies(RandomMatrices.Normal(new Random(seed), 40, 1000), 0);

    [Fact]
    public void Peeling_leaves_only_rows_that_share_all_their_columns()
    {
        // Row 0 owns column 0; then row 1 owns column 1; rows 2 and 3 are the same.
        SparseRows matrix = AsSparse(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 1, 0, 0 }, { 0, 1, 1, 0 }, { 0, 0, 1, 1 }, { 0, 0, 1, 1 } }));
        Assert.Equal([2, 3], SingletonPeeling.Remaining(matrix));
    }

    private static void AssertDependencies(Matrix<double> matrix, int expected)
    {
        SparseRows sparse = AsSparse(matrix);
        ImmutableArray<RowDependency> dependencies = RowDependencies.Find(sparse, CancellationToken.None);
        Assert.Equal(expected, dependencies.Length);
        Assert.Equal(expected, dependencies.Select(dependency => dependency.Spanned).Distinct().Count());
        foreach (RowDependency dependency in dependencies)
        {
            Vector<double> sum = Vector<double>.Build.Dense(matrix.ColumnCount);
            double scale = 0.0;
            foreach ((int row, double weight) in dependency.Rows.Zip(dependency.Weights))
            {
                sum += weight * matrix.Row(row);
                scale += Math.Abs(weight) * matrix.Row(row).L2Norm();
            }

            Assert.InRange(sum.L2Norm(), 0.0, 1e-11 * scale);
        }
    }

    private static SparseRows AsSparse(Matrix<double> matrix)
    {
        var entries = new TripletList();
        foreach ((int row, int column, double value) in matrix.EnumerateIndexed(Zeros.AllowSkip))
        {
            entries.Add(row, column, value);
        }

        return entries.Build(matrix.RowCount, matrix.ColumnCount);
    }
}
