using FsCheck.Xunit;
using SdpKit.Presolve;
using SdpKit.Presolve.Terms;

namespace SdpKit.Tests.Presolve;

public sealed class CanonicalTermsTests
{
    [Property(MaxTest = 200)]
    public void Matrices_stay_what_they_are(int seed)
    {
        SdpProblem before = new PlantedProblem(seed).Builder.Build();
        SdpProblem after = CanonicalTerms.Apply(PresolvedProblem.Unchanged(before), CancellationToken.None).Reduced;
        for (int b = 0; b < before.Blocks.Length; b++)
        {
            for (int i = SdpProblem.Constant; i < before.VariableCount; i++)
            {
                Assert.InRange((NaiveProblem.Coefficient(before, i, b) - NaiveProblem.Coefficient(after, i, b)).L1Norm(), 0.0, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-2.5)]
    public void Matrix_of_rank_one_written_as_entries_becomes_a_product(double weight)
    {
        int[] support = [1, 2, 4, 5, 6, 9, 10];
        double[] v = [.. support.Select(row => Math.Sqrt(row) - 2.1)];
        SdpProblem before = Build(11, builder => AddProduct(builder, support, v, weight, 0.0));
        SdpProblem after = CanonicalTerms.Apply(PresolvedProblem.Unchanged(before), CancellationToken.None).Reduced;
        LowRankTerm term = Assert.Single(after.Coefficients[0].LowRankTerms);
        Assert.Equal(1, term.Rank);
        Assert.Empty(after.Coefficients[0].Values.ToArray());
        Assert.InRange((NaiveProblem.Coefficient(before, 0, 0) - NaiveProblem.Coefficient(after, 0, 0)).L1Norm(), 0.0, 1e-13);
    }

    [Theory]
    [InlineData(7, 1e-10)]
    [InlineData(4, 0.0)]
    public void Matrix_of_nearly_rank_one_and_a_small_one_stay_entries(int support, double difference)
    {
        int[] rows = [.. Enumerable.Range(0, support)];
        SdpProblem problem = Build(11, builder => AddProduct(builder, rows, [.. rows.Select(row => row + 1.0)], 1.0, difference));
        Assert.Same(problem, CanonicalTerms.Apply(PresolvedProblem.Unchanged(problem), CancellationToken.None).Reduced);
    }

    [Fact]
    public void Dense_matrix_that_is_mostly_zero_becomes_entries()
    {
        var values = new double[100];
        values[0] = values[3] = values[30] = 2.0;
        BlockCoefficients after = Rewritten(10, builder => builder.AddDense(0, 0, values));
        Assert.Empty(after.DenseTerms);
        Assert.Equal([0, 3], after.Rows.ToArray());
        Assert.Equal([0, 0], after.Columns.ToArray());
    }

    [Fact]
    public void Dense_matrix_of_rank_one_becomes_a_product()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(k => ((k % 10) + 1.0) * ((k / 10) + 1.0))];
        Assert.Single(Rewritten(10, builder => builder.AddDense(0, 0, values)).LowRankTerms);
    }

    [Fact]
    public void Several_low_rank_terms_of_a_variable_become_one()
    {
        double[] factor = [.. Enumerable.Range(1, 32).Select(k => (double)k)];
        BlockCoefficients after = Rewritten(16, builder =>
        {
            builder.AddLowRank(0, 0, factor, [1.0, 2.0]);
            builder.AddLowRank(0, 0, factor.AsSpan(16), [3.0]);
        });
        Assert.Equal([1.0, 2.0, 3.0], Assert.Single(after.LowRankTerms).Weights.ToArray());
    }

    [Fact]
    public void Few_entries_beside_a_low_rank_term_join_it()
    {
        BlockCoefficients after = Rewritten(32, builder =>
        {
            builder.AddLowRank(0, 0, [.. Enumerable.Range(1, 32).Select(k => (double)k)], [1.0]);
            builder.AddEntry(0, 0, 3, 3, 7.0);
            builder.AddEntry(0, 0, 5, 3, 8.0);
        });
        Assert.Equal([1.0, 7.0, 4.0, -4.0], Assert.Single(after.LowRankTerms).Weights.ToArray());
        Assert.Empty(after.Variables.ToArray());
    }

    [Fact]
    public void Dense_and_other_terms_of_a_variable_become_one_dense_term()
    {
        double[] identityPlusOnes = [.. Enumerable.Range(0, 100).Select(k => k % 11 == 0 ? 2.0 : 1.0)];
        BlockCoefficients after = Rewritten(10, builder =>
        {
            builder.AddDense(0, 0, identityPlusOnes);
            builder.AddLowRank(0, 0, [.. Enumerable.Repeat(1.0, 10)], [3.0]);
            builder.AddEntry(0, 0, 2, 1, 5.0);
        });
        Assert.Empty(after.LowRankTerms);
        Assert.Empty(after.Variables.ToArray());
        DenseTerm term = Assert.Single(after.DenseTerms);
        Assert.Equal(9.0, term.Values[12]);
        Assert.Equal(9.0, term.Values[21]);
        Assert.Equal(5.0, term.Values[0]);
    }

    private static BlockCoefficients Rewritten(int order, Action<SdpProblemBuilder> add) =>
        CanonicalTerms.Apply(PresolvedProblem.Unchanged(Build(order, add)), CancellationToken.None).Reduced.Coefficients[0];

    private static SdpProblem Build(int order, Action<SdpProblemBuilder> add)
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddSemidefiniteBlock(order);
        add(builder);
        return builder.Build();
    }

    private static void AddProduct(SdpProblemBuilder builder, int[] rows, double[] v, double weight, double difference)
    {
        for (int j = 0; j < rows.Length; j++)
        {
            for (int i = j; i < rows.Length; i++)
            {
                builder.AddEntry(0, 0, rows[i], rows[j], weight * v[i] * v[j] * (i == 3 && j == 1 ? 1.0 + difference : 1.0));
            }
        }
    }
}
