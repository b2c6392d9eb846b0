using System.IO.Compression;
using System.Text;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class SdpaReaderTests
{
    /// <summary>Example 1 of the SDPA manual, with the remarks it has there.</summary>
    private const string Plain = """
        "Example 1: mDim = 3, nBLOCK = 1, {2}"
           3  =  mDIM
           1  =  nBLOCK
           2  = bLOCKsTRUCT
        {48, -8, 20}
        0 1 1 1 -11
        0 1 2 2 23
        1 1 1 1 10
        1 1 1 2 4
        2 1 2 2 -8
        3 1 1 2 -8
        3 1 2 2 -2

        """;

    /// <summary>The same in the dense format, as the manual has it.</summary>
    public const string Dense = """
        "Example 1: mDim = 3, nBLOCK = 1, {2}"
           3  =  mDIM
           1  =  nBLOCK
           2  = bLOCKsTRUCT
        {48, -8, 20}
        { {-11,  0}, { 0, 23} }
        { { 10,  4}, { 4,  0} }
        { {  0,  0}, { 0, -8} }
        { {  0, -8}, {-8, -2} }

        """;

    public const string DenseOfTwoBlocks = "1\n3\n(-2, 3, 1)\n{1}\n{\n{1, 2}\n{{1, 2, 3}, {2, 4, 5}, {3, 5, 6}}\n{7}\n}\n{\n{0, -1}\n{{0, 0, 0}, {0, 1.5, 0}, {0, 0, 0}}\n{0}\n}\n";

    private static ProblemFile Read(string text) => SdpaReader.Read(new TrickleStream(text));

    private static SdpProblem ExampleOne()
    {
        var builder = new SdpProblemBuilder(3);
        builder.AddSemidefiniteBlock(2);
        builder.SetObjective([48.0, -8.0, 20.0]);
        builder.AddEntry(SdpProblem.Constant, 0, 0, 0, -11);
        builder.AddEntry(SdpProblem.Constant, 0, 1, 1, 23);
        builder.AddEntry(0, 0, 0, 0, 10);
        builder.AddEntry(0, 0, 0, 1, 4);
        builder.AddEntry(1, 0, 1, 1, -8);
        builder.AddEntry(2, 0, 0, 1, -8);
        builder.AddEntry(2, 0, 1, 1, -2);
        return builder.Build();
    }

    public static TheoryData<string, string> Spellings() => new()
    {
        { "the manual's", Plain },
        { "the manual's, dense", Dense },
        { "dense with few line ends", Dense.Replace("}\n{ {", "} { {").Replace("20} {", "20}\n{") },
        { "dense with a comment", Dense.Replace("{ { 10", "* F_1\n{ { 10") },
        { "CRLF", Plain.ReplaceLineEndings("\r\n") },
        { "no final newline", Plain.TrimEnd() },
        { "tabs", Plain.Replace(' ', '\t') },
        { "a byte order mark", "\uFEFF" + Plain },
        { "several comments", "* one\n\"two\n  * three\n" + Plain },
        { "blank lines", Plain.ReplaceLineEndings("\n\n") },
        { "no spaces in front of the remarks", Plain.Replace("  =  mDIM", "=mDIM") },
        { "the lower triangle", Plain.Replace("1 1 1 2 4", "1 1 2 1 4") },
        { "another order", Plain.Replace("0 1 1 1 -11\n", "") + "0 1 1 1 -11\n" },
        { "braces, commas and parentheses", Plain.Replace("   2  =", "{(+2,)} =").Replace("3 1 1 2 -8", "{3, 1, (1, 2), -8}") },
        { "an objective over several lines", Plain.Replace("{48, -8, 20}", "{48,\n-8\n,20} = c") },
        { "numbers of other languages", Plain.Replace("{48, -8, 20}", "+4.8D+01 -.8e1, 2.d1").Replace("23", "+0023.0E+00") },
        { "zero entries", Plain + "1 1 2 2 0.0\n2 1 1 2 -0\n" },
        { "several entries in a line", Plain.Replace("-11\n0", "-11 0") },
        { "huge numbers of harmless digits", Plain.Replace("10", "10." + new string('0', 1000)) },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_legal_spelling_gives_the_same_problem(string what, string text)
    {
        ProblemFile file = Read(text);
        Assert.NotNull(what);
        Assert.Empty(file.Warnings);
        ProblemAssert.Equal(ExampleOne(), file.Problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_stream_that_gives_a_few_bytes_at_a_time_gives_the_same_problem(int chunk) =>
        ProblemAssert.Equal(ExampleOne(), SdpaReader.Read(new TrickleStream(Plain, chunk)).Problem);

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Gzip_is_recognized_by_its_first_bytes(int chunk) =>
        ProblemAssert.Equal(ExampleOne(), SdpaReader.Read(new TrickleStream(GzipInputTests.Compress(Encoding.UTF8.GetBytes(Plain)), chunk)).Problem);

    [Fact]
    public void The_stream_stays_open()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Plain));
        SdpaReader.Read(stream);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Several_diagonal_blocks_and_blocks_of_order_one_keep_their_kinds()
    {
        SdpProblem problem = Read("1\n5\n(-4, 2, -1, 1, -2)\n1\n1 1 4 4 1\n1 2 1 2 1\n1 3 1 1 1\n1 4 1 1 1\n1 5 2 2 1\n").Problem;
        Assert.Equal(
            [
                new SdpBlock(BlockKind.Diagonal, 4), new SdpBlock(BlockKind.PositiveSemidefinite, 2), new SdpBlock(BlockKind.Diagonal, 1),
                new SdpBlock(BlockKind.PositiveSemidefinite, 1), new SdpBlock(BlockKind.Diagonal, 2),
            ],
            problem.Blocks.AsEnumerable());
    }

    [Fact]
    public void Blocks_of_the_dense_format_follow_each_other_in_each_matrix()
    {
        string sparse = "1\n3\n-2 3 1\n1\n0 1 1 1 1\n0 1 2 2 2\n0 2 1 1 1\n0 2 1 2 2\n0 2 1 3 3\n0 2 2 2 4\n0 2 2 3 5\n0 2 3 3 6\n0 3 1 1 7\n1 1 2 2 -1\n1 2 2 2 1.5\n";
        ProblemAssert.Equal(Read(sparse).Problem, Read(DenseOfTwoBlocks).Problem);
    }

    [Fact]
    public void An_entry_given_again_in_either_triangle_is_summed_and_the_caller_told()
    {
        ProblemFile file = Read("1\n2\n1 2\n1\n1 1 1 1 5\n1 2 1 2 1\n1 2 2 1 2\n1 2 1 2 0.5\n1 2 2 2 7\n");
        BlockCoefficients block = file.Problem.Coefficients[1];
        Assert.Equal([3.5, 7.0], block.Values.ToArray());
        Assert.Contains("first in block 2; 2 were added", Assert.Single(file.Warnings));
    }

    [Theory]
    [InlineData("0\n0\n\n\n", 0, 0)]
    [InlineData("0\n0\n", 0, 0)]
    [InlineData("0\n1\n2\n\n0 1 1 1 1\n", 0, 1)]
    [InlineData("2\n0\n{}\n1 2\n", 2, 0)]
    public void A_problem_may_have_no_variables_or_no_blocks(string text, int variables, int blocks)
    {
        SdpProblem problem = Read(text).Problem;
        Assert.Equal((variables, blocks), (problem.VariableCount, problem.Blocks.Length));
    }

    [Fact]
    public void Reading_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => SdpaReader.Read(new TrickleStream(Plain), "x", source.Token));
    }
}
