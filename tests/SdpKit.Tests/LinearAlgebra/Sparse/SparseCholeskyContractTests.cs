using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

/// <summary>What the factorisation promises besides its values: failure reports, misuse, cancellation, determinism, memory.</summary>
public sealed class SparseCholeskyContractTests
{
    [Fact]
    public void A_matrix_that_is_not_positive_definite_names_an_index_whose_pivot_is_not_positive()
    {
        using var context = new KernelContext(1, CancellationToken.None);
        using var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(Chain(5)));
        for (int i = 0; i < 5; i++)
        {
            factor.Add(i, i, i == 3 ? -1.0 : 2.0);
        }

        Assert.Equal(3, factor.Factor(context));
        Assert.False(factor.IsFactored);
        Assert.Throws<InvalidOperationException>(() => factor.SolveForward(new double[5]));
    }

    [Fact]
    public void A_large_indefinite_panel_names_its_index()
    {
        using var context = new KernelContext(1, CancellationToken.None);
        using var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(Clique(60)));
        for (int i = 0; i < 60; i++)
        {
            factor.Add(i, i, i == 41 ? 0.0 : 1.0);
        }

        Assert.Equal(41, factor.Factor(context));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public void A_pivot_that_is_not_a_number_is_reported(int order)
    {
        using var context = new KernelContext(1, CancellationToken.None);
        using var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(Clique(order)));
        for (int i = 0; i < order; i++)
        {
            factor.Add(i, i, i == 2 ? double.NaN : 1.0);
        }

        Assert.Equal(2, factor.Factor(context));
        Assert.False(factor.IsFactored);
    }

    [Fact]
    public void Adding_after_factoring_needs_a_clear_and_then_gives_the_same_bits_again()
    {
        using var context = new KernelContext(1, CancellationToken.None);
        SparseCase matrix = SparseCase.Grid(12);
        using SparseCholesky factor = SparseCholeskyTests.Assemble(matrix);
        factor.Factor(context);
        double[,] first = SparseCholeskyTests.ReadLower(factor);
        Assert.Throws<InvalidOperationException>(() => factor.Add(0, 0, 1.0));
        Assert.Throws<InvalidOperationException>(() => factor.Factor(context));

        factor.Clear();
        SparseCholeskyTests.AddAll(factor, matrix);
        factor.Factor(context);

        Assert.Equal(first, SparseCholeskyTests.ReadLower(factor));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        SparseCase matrix = SparseCase.Grid(40);
        using SparseCholesky factor = SparseCholeskyTests.Assemble(matrix);
        double[]? expected = null;
        foreach (int threads in (int[])[1, 2, 3])
        {
            using var context = new KernelContext(threads, CancellationToken.None);
            factor.Clear();
            SparseCholeskyTests.AddAll(factor, matrix);
            factor.Factor(context);
            double[] solution = SparseCholeskyTests.RandomVector(matrix.Order, 3);
            factor.Solve(solution);
            expected ??= solution;
            Assert.Equal(expected, solution);
        }
    }

    [Fact]
    public void A_cancelled_factorisation_throws_and_can_be_repeated_after_a_clear()
    {
        using var source = new CancellationTokenSource();
        using var cancelled = new KernelContext(1, source.Token);
        using var context = new KernelContext(1, CancellationToken.None);
        SparseCase matrix = SparseCase.Grid(10);
        using SparseCholesky factor = SparseCholeskyTests.Assemble(matrix);
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => factor.Factor(cancelled));

        Assert.False(factor.IsFactored);
        factor.Clear();
        SparseCholeskyTests.AddAll(factor, matrix);
        Assert.Equal(-1, factor.Factor(context));
    }

    [Fact]
    public void Assembling_factoring_and_solving_allocate_nothing()
    {
        using var context = new KernelContext(1, CancellationToken.None);
        SparseCase matrix = SparseCase.Grid(20);
        using SparseCholesky factor = SparseCholeskyTests.Assemble(matrix);
        var vector = new double[matrix.Order];
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            factor.Clear();
            SparseCholeskyTests.AddAll(factor, matrix);
            factor.Factor(context);
            factor.SolveForward(vector);
            factor.SolveBackward(vector);
        }));
    }

    [Fact]
    public void Misuse_is_reported_with_the_place()
    {
        using var context = new KernelContext(1, CancellationToken.None);
        var builder = new SymmetricPatternBuilder(4);
        builder.AddClique([0, 1]);
        using var factor = new SparseCholesky(SparseCholeskySymbolic.Analyze(builder.Build()));
        using var values = new AlignedBuffer(9);
        Assert.Contains("(1, 3)", Assert.Throws<ArgumentException>(() => factor.Add(1, 3, 1.0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => factor.AddClique(0, values.AsMatrix(3, 3)));
        Assert.Throws<InvalidOperationException>(() => factor.SolveForward(new double[4]));
        for (int i = 0; i < 4; i++)
        {
            factor.Add(i, i, 1.0);
        }

        factor.Factor(context);
        Assert.Throws<ArgumentException>(() => factor.SolveForward(new double[3]));
        Assert.Throws<ArgumentException>(() => factor.SolveBackward(new double[3]));
    }

    private static SymmetricPattern Clique(int order)
    {
        var builder = new SymmetricPatternBuilder(order);
        builder.AddClique([.. Enumerable.Range(0, order)]);
        return builder.Build();
    }

    private static SymmetricPattern Chain(int order)
    {
        var builder = new SymmetricPatternBuilder(order);
        for (int i = 1; i < order; i++)
        {
            builder.AddEntry(i, i - 1);
        }

        return builder.Build();
    }
}
