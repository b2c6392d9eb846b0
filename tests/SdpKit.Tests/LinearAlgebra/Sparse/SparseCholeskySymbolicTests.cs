using FsCheck.Xunit;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

public sealed class SparseCholeskySymbolicTests
{
    [Property(MaxTest = 20)]
    public void Size_and_work_are_those_of_naive_symbolic_elimination(int seed)
    {
        foreach (string kind in SparseCase.Kinds)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            SparseCholeskySymbolic symbolic = SparseCholeskySymbolic.Analyze(matrix.Pattern);
            int[] counts = NaiveElimination.ColumnCounts(matrix.Positions(), symbolic.Ordering);
            Assert.Equal(counts.Sum(count => (long)count), symbolic.FactorEntryCount);
            Assert.Equal(counts.Sum(count => (double)count * count), symbolic.Flops);
            Assert.True(symbolic.StoredValueCount >= symbolic.FactorEntryCount);
        }
    }

    [Property(MaxTest = 20)]
    public void Every_entry_that_fills_has_a_place_of_its_own(int seed)
    {
        foreach (string kind in SparseCase.Kinds)
        {
            SparseCase matrix = SparseCase.Create(kind, seed);
            SparseCholeskySymbolic symbolic = SparseCholeskySymbolic.Analyze(matrix.Pattern);
            bool[,] filled = NaiveElimination.FilledPositions(matrix.Positions(), symbolic.Ordering);
            var places = new HashSet<long>();
            for (int row = 0; row < matrix.Order; row++)
            {
                for (int column = 0; column <= row; column++)
                {
                    long place = symbolic.Find(symbolic.Ordering[row], symbolic.Ordering[column]);
                    Assert.Equal(place, symbolic.Find(symbolic.Ordering[column], symbolic.Ordering[row]));
                    Assert.True(place >= 0 || !filled[row, column]);
                    Assert.True(place < 0 || (place < symbolic.StoredValueCount && places.Add(place)));
                }
            }
        }
    }

    [Property(MaxTest = 20)]
    public void A_given_ordering_is_kept_up_to_an_equivalent_one(int seed)
    {
        SparseCase matrix = SparseCase.Create("mixed", seed);
        int[] ordering = [.. Enumerable.Range(0, matrix.Order)];
        new Random(seed).Shuffle(ordering);

        SparseCholeskySymbolic symbolic = SparseCholeskySymbolic.Analyze(matrix.Pattern, ordering);

        Assert.Equal(NaiveElimination.Fill(matrix.Positions(), ordering), symbolic.FactorEntryCount);
    }

    [Property(MaxTest = 20)]
    public void Cliques_and_their_single_entries_give_the_same_factor_size(int seed)
    {
        SparseCase matrix = SparseCase.Create("cliques", seed);
        var builder = new SymmetricPatternBuilder(matrix.Order);
        foreach (int[] clique in matrix.Cliques)
        {
            foreach (int row in clique)
            {
                foreach (int column in clique)
                {
                    builder.AddEntry(row, column);
                }
            }
        }

        int[] ordering = MinimumDegreeOrdering.Compute(matrix.Pattern);

        Assert.Equal(
            SparseCholeskySymbolic.Analyze(matrix.Pattern, ordering).FactorEntryCount,
            SparseCholeskySymbolic.Analyze(builder.Build(), ordering).FactorEntryCount);
    }

    [Fact]
    public void An_ordering_that_is_not_one_is_refused()
    {
        SymmetricPattern pattern = new SymmetricPatternBuilder(3).Build();
        Assert.Throws<ArgumentException>(() => SparseCholeskySymbolic.Analyze(pattern, [0, 1]));
        Assert.Throws<ArgumentException>(() => SparseCholeskySymbolic.Analyze(pattern, [0, 1, 1]));
        Assert.Throws<ArgumentException>(() => SparseCholeskySymbolic.Analyze(pattern, [0, 1, 3]));
    }
}
