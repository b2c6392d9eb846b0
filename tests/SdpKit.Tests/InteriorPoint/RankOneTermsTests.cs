using SdpKit.InteriorPoint;

namespace SdpKit.Tests.InteriorPoint;

public class RankOneTermsTests
{
    [Fact]
    public void Multiples_of_one_vector_are_combined_with_the_squares_of_their_lengths()
    {
        var terms = RankOneTerms.TryCreate(
            [new LowRankTerm(SdpProblem.Constant, [0.1, 0.3, -0.7], [2.0]), new LowRankTerm(1, [-0.2, -0.6, 1.4, 0.3, 0.9, -2.1], [1.0, -0.5])]);
        Assert.NotNull(terms);
        Assert.Equal([0.1, 0.3, -0.7], terms.Vector.ToArray());

        // 5 (4 - 9/2) - 3 * 2
        Assert.Equal(-8.5, terms.Weight([100.0, 5.0], 3.0), 1e-13);
    }

    [Fact]
    public void Other_vectors_and_no_terms_at_all_are_refused()
    {
        Assert.Null(RankOneTerms.TryCreate([]));
        Assert.Null(RankOneTerms.TryCreate([new LowRankTerm(0, [1.0, 2.0], [1.0]), new LowRankTerm(1, [1.0, 2.0 + 1e-12], [1.0])]));
        Assert.Null(RankOneTerms.TryCreate([new LowRankTerm(0, [1.0, 2.0, 0.0, 1.0], [1.0, 1.0])]));
    }
}
