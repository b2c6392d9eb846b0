using FsCheck.Xunit;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

public sealed class MinimumDegreeOrderingTests
{
    [Property(MaxTest = 20)]
    public void The_ordering_names_each_index_once(int seed)
    {
        foreach (string kind in SparseCase.Kinds)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            int[] ordering = MinimumDegreeOrdering.Compute(matrix.Pattern);
            Assert.Equal(Enumerable.Range(0, matrix.Order), ordering.Order());
        }
    }

    [Theory]
    [InlineData("grid")]
    [InlineData("banded")]
    [InlineData("arrow")]
    [InlineData("random")]
    [InlineData("disconnected")]
    [InlineData("cliques")]
    [InlineData("mixed")]
    public void Fill_is_near_that_of_exact_minimum_degree(string kind)
    {
        long approximate = 0;
        long exact = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            bool[,] positions = matrix.Positions();
            long here = NaiveElimination.Fill(positions, MinimumDegreeOrdering.Compute(matrix.Pattern));
            long there = NaiveElimination.Fill(positions, NaiveElimination.ExactMinimumDegree(positions));
            Assert.True(here <= 1.2 * there, $"seed {seed}: {here} against {there}");
            approximate += here;
            exact += there;
        }

        Assert.True(approximate <= 1.05 * exact, $"{approximate} against {exact}");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    public void Fill_on_a_grid_is_less_than_in_natural_order(int side)
    {
        SymmetricPattern pattern = SparseCase.Grid(side).Pattern;
        long natural = SparseCholeskySymbolic.Analyze(pattern, [.. Enumerable.Range(0, side * side)]).FactorEntryCount;

        Assert.True(SparseCholeskySymbolic.Analyze(pattern).FactorEntryCount < natural);
    }

    [Fact]
    public void A_tree_has_no_fill()
    {
        var builder = new SymmetricPatternBuilder(1000);
        var random = new Random(5);
        for (int node = 1; node < 1000; node++)
        {
            builder.AddEntry(node, random.Next(node));
        }

        Assert.Equal(1999, SparseCholeskySymbolic.Analyze(builder.Build()).FactorEntryCount);
    }

    [Fact]
    public void A_dense_row_goes_last()
    {
        SparseCase matrix = SparseCase.Create("hub", 1);

        Assert.Equal(7, MinimumDegreeOrdering.Compute(matrix.Pattern)[^1]);
    }

    [Fact]
    public void One_clique_of_everything_costs_its_members_and_not_their_pairs()
    {
        const int Order = 100_000;
        var builder = new SymmetricPatternBuilder(Order);
        builder.AddClique([.. Enumerable.Range(0, Order)]);

        SparseCholeskySymbolic symbolic = SparseCholeskySymbolic.Analyze(builder.Build());

        Assert.Equal(1, symbolic.Rows.Count);
        Assert.Equal(Order * (Order + 1L) / 2, symbolic.FactorEntryCount);
    }

    [Fact]
    public void Nested_and_repeated_cliques_cause_no_fill()
    {
        long plain = 0;
        long repeated = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            SparseCase matrix = SparseCase.Create("cliques", seed);
            var builder = new SymmetricPatternBuilder(matrix.Order);
            foreach (int[] clique in matrix.Cliques)
            {
                builder.AddClique(clique.AsSpan(0, clique.Length / 2));
                builder.AddClique(clique);
                builder.AddClique([.. clique.Reverse()]);
            }

            bool[,] positions = matrix.Positions();
            plain += NaiveElimination.Fill(positions, MinimumDegreeOrdering.Compute(matrix.Pattern));
            repeated += NaiveElimination.Fill(positions, MinimumDegreeOrdering.Compute(builder.Build()));
        }

        // Not equal, because ties are broken otherwise.
        Assert.InRange(repeated, 0.98 * plain, 1.02 * plain);
    }

    [Property(MaxTest = 20)]
    public void The_ordering_is_the_same_every_time(int seed)
    {
        SparseCase matrix = SparseCase.Create("mixed", seed);
        Assert.Equal(MinimumDegreeOrdering.Compute(matrix.Pattern), MinimumDegreeOrdering.Compute(matrix.Pattern));
    }
}
