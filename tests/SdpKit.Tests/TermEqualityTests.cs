namespace SdpKit.Tests;

public class TermEqualityTests
{
    [Fact]
    public void Dense_terms_are_equal_where_their_values_are()
    {
        var term = new DenseTerm(1, [1.0, -0.0, 0.0, double.NaN]);
        Equal(term, new DenseTerm(1, [1.0, 0.0, 0.0, double.NaN]));
        Equal(term, term with { });
        Assert.NotEqual(term, term with { Variable = 2 });
        Assert.NotEqual(term, term with { Values = [1.0, 0.0, 0.0, 3.0] });
        Assert.NotEqual(term, term with { Values = [1.0] });
        Assert.False(term.Equals(null));
    }

    [Fact]
    public void Low_rank_terms_are_equal_where_their_factors_and_weights_are()
    {
        var term = new LowRankTerm(1, [1.0, 2.0], [3.0]);
        Equal(term, new LowRankTerm(1, [1.0, 2.0], [3.0]));
        Assert.NotEqual(term, term with { Variable = 2 });
        Assert.NotEqual(term, term with { Factor = [2.0, 1.0] });
        Assert.NotEqual(term, term with { Weights = [-3.0] });
        Assert.False(term.Equals(null));
    }

    [Fact]
    public void Terms_of_a_problem_do_not_change_with_the_arrays_that_they_came_from()
    {
        double[] values = [1.0, 2.0, 2.0, 5.0];
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddSemidefiniteBlock(2);
        builder.AddDense(0, block, values);
        builder.AddLowRank(0, block, values.AsSpan(0, 2), values.AsSpan(3));
        SdpProblem problem = builder.Build();
        Array.Clear(values);
        Equal(new DenseTerm(0, [1.0, 2.0, 2.0, 5.0]), problem.Coefficients[block].DenseTerms[0]);
        Equal(new LowRankTerm(0, [1.0, 2.0], [5.0]), problem.Coefficients[block].LowRankTerms[0]);
    }

    private static void Equal<T>(T one, T other)
        where T : class
    {
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }
}
