using FsCheck.Xunit;
using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

public sealed unsafe class SparseCholeskyTests
{
    [Property(MaxTest = 20)]
    public void The_factor_times_its_transpose_is_the_permuted_matrix(int seed)
    {
        using var context = new KernelContext(1, CancellationToken.None);
        foreach (string kind in SparseCase.Kinds)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            using SparseCholesky factor = Assemble(matrix);
            Assert.Equal(-1, factor.Factor(context));
            double[,] lower = ReadLower(factor);
            int[] ordering = factor.Symbolic.Ordering;
            for (int i = 0; i < matrix.Order; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double sum = 0.0;
                    for (int k = 0; k <= j; k++)
                    {
                        sum += lower[i, k] * lower[j, k];
                    }

                    Assert.Equal(matrix.Dense[ordering[i], ordering[j]], sum, 1e-12 * (1 + matrix.Order));
                }
            }
        }
    }

    [Property(MaxTest = 20)]
    public void Solving_agrees_with_dense_elimination(int seed)
    {
        using var context = new KernelContext(1, CancellationToken.None);
        foreach (string kind in SparseCase.Kinds)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            double[] vector = RandomVector(matrix.Order, seed);
            double[] expected = NaiveElimination.Solve(matrix.Dense, vector);
            using SparseCholesky factor = Assemble(matrix);
            factor.Factor(context);

            factor.Solve(vector);

            AssertClose(expected, vector);
        }
    }

    [Property(MaxTest = 20)]
    public void The_two_halves_make_the_whole(int seed)
    {
        using var context = new KernelContext(1, CancellationToken.None);
        SparseCase matrix = SparseCase.Create("mixed", seed);
        using SparseCholesky factor = Assemble(matrix);
        factor.Factor(context);
        double[] whole = RandomVector(matrix.Order, seed);
        double[] halves = [.. factor.Symbolic.Ordering.Select(index => whole[index])];
        double[] rightHandSide = [.. halves];

        factor.Solve(whole);
        factor.SolveForward(halves);
        double[,] lower = ReadLower(factor);
        for (int i = 0; i < matrix.Order; i++)
        {
            Assert.Equal(rightHandSide[i], Enumerable.Range(0, i + 1).Sum(k => lower[i, k] * halves[k]), 1e-12);
        }

        factor.SolveBackward(halves);
        Assert.Equal([.. factor.Symbolic.Ordering.Select(index => whole[index])], halves);
    }

    [Property(MaxTest = 20)]
    public void Cliques_added_whole_equal_their_entries_added_one_by_one(int seed)
    {
        using var context = new KernelContext(1, CancellationToken.None);
        SparseCase matrix = SparseCase.Create("cliques", seed);
        using SparseCholesky byEntry = Assemble(matrix);
        using var byClique = new SparseCholesky(byEntry.Symbolic);
        byEntry.Clear();
        var random = new Random(seed);
        for (int i = 0; i < matrix.Order; i++)
        {
            byEntry.Add(i, i, 100.0);
            byClique.Add(i, i, 100.0);
        }

        for (int clique = 0; clique < matrix.Cliques.Count; clique++)
        {
            int[] members = matrix.Cliques[clique];
            using var values = new AlignedBuffer(members.Length * members.Length);
            MatrixView view = values.AsMatrix(members.Length, members.Length);
            new Span<double>(values.Data, (int)values.Length).Fill(double.NaN);
            for (int i = 0; i < members.Length; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    *view.At(i, j) = random.NextDouble();
                    byEntry.Add(members[j], members[i], *view.At(i, j));
                }
            }

            byClique.AddClique(clique, view);
        }

        Assert.Equal(ReadLower(byEntry), ReadLower(byClique));
        Assert.Equal(-1, byClique.Factor(context));
    }

    [Property(MaxTest = 20)]
    public void Scaling_to_a_unit_diagonal_does_not_change_the_solution(int seed)
    {
        using var context = new KernelContext(1, CancellationToken.None);
        SparseCase matrix = SparseCase.Create("mixed", seed);
        double[] vector = RandomVector(matrix.Order, seed);
        double[] expected = NaiveElimination.Solve(matrix.Dense, vector);
        using SparseCholesky factor = Assemble(matrix);
        var scale = new double[matrix.Order];
        factor.ReadDiagonal(scale);
        for (int i = 0; i < scale.Length; i++)
        {
            Assert.Equal(matrix.Dense[i, i], scale[i]);
            scale[i] = 1.0 / Math.Sqrt(scale[i]);
            vector[i] *= scale[i];
        }

        factor.ScaleSymmetric(scale);
        var diagonal = new double[matrix.Order];
        factor.ReadDiagonal(diagonal);
        Assert.All(diagonal, value => Assert.Equal(1.0, value, 1e-14));
        factor.Factor(context);
        factor.Solve(vector);

        AssertClose(expected, [.. vector.Select((value, i) => value * scale[i])]);
    }

    internal static SparseCholesky Assemble(SparseCase matrix)
    {
        var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(matrix.Pattern));
        AddAll(factor, matrix);
        return factor;
    }

    internal static void AddAll(SparseCholesky factor, SparseCase matrix)
    {
        for (int row = 0; row < matrix.Order; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                if (matrix.Dense[row, column] != 0.0)
                {
                    factor.Add(row, column, matrix.Dense[row, column]);
                }
            }
        }
    }

    /// <summary>Reads the stored lower triangle, in the order of elimination.</summary>
    internal static double[,] ReadLower(SparseCholesky factor)
    {
        SupernodeRows rows = factor.Symbolic.Rows;
        var lower = new double[factor.Symbolic.Order, factor.Symbolic.Order];
        for (int node = 0; node < rows.Count; node++)
        {
            MatrixView panel = factor.Panel(node);
            int first = rows.FirstColumn(node);
            for (int column = 0; column < panel.Columns; column++)
            {
                for (int row = column; row < panel.Rows; row++)
                {
                    lower[row < panel.Columns ? first + row : rows.Below(node)[row - panel.Columns], first + column] = *panel.At(row, column);
                }
            }
        }

        return lower;
    }

    internal static double[] RandomVector(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2.0 * random.NextDouble()) - 1.0)];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-11);
        }
    }
}
