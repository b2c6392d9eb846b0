using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.Tests.LinearAlgebra.Sparse;

public sealed class SymmetricPatternTests
{
    [Fact]
    public void Entries_are_stored_once_below_the_diagonal_and_ascending()
    {
        var builder = new SymmetricPatternBuilder(4);
        builder.AddEntry(0, 3);
        builder.AddEntry(1, 0);
        builder.AddEntry(3, 0);
        builder.AddEntry(2, 2);

        SymmetricPattern pattern = builder.Build();

        Assert.Equal([1, 3], pattern.Rows(0).ToArray());
        Assert.Equal(2, pattern.EntryCount);
    }

    [Fact]
    public void Cliques_keep_the_order_of_their_members()
    {
        var builder = new SymmetricPatternBuilder(5);
        Assert.Equal(0, builder.AddClique([4, 0, 2]));
        Assert.Equal(1, builder.AddClique([]));

        SymmetricPattern pattern = builder.Build();

        Assert.Equal([4, 0, 2], pattern.Clique(0).ToArray());
        Assert.True(pattern.Clique(1).IsEmpty);
        Assert.Equal(3, pattern.MemberCount);
    }

    [Fact]
    public void Misuse_is_reported_with_the_index()
    {
        var builder = new SymmetricPatternBuilder(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SymmetricPatternBuilder(-1));
        Assert.Contains("3", Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddEntry(3, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddClique([0, -1]));
        Assert.Contains("Index 2", Assert.Throws<ArgumentException>(() => builder.AddClique([2, 0, 2])).Message, StringComparison.Ordinal);
    }
}
