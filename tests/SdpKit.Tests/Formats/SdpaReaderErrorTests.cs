using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class SdpaReaderErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "found the end of the file; expected the number of variables")]
    [InlineData("x", 1, 1, "found 'x'; expected the number of variables")]
    [InlineData("-1\n", 1, 1, "from 0 to 2147483647")]
    [InlineData("2147483648\n", 1, 1, "found '2147483648'")]
    [InlineData("1.5\n", 1, 1, "found '1.5'")]
    [InlineData("99999999999999999999999999\n", 1, 1, "expected the number of variables")]
    [InlineData("1\n-1\n", 2, 1, "the number of blocks")]
    [InlineData("1\n1\n 0\n", 3, 2, "not zero")]
    [InlineData("1\n1\n-2147483648\n", 3, 1, "the order of a block")]
    [InlineData("1\n1\n2 3\n1\n", 3, 3, "found '3'; expected the end of the line, because the number of blocks is 1")]
    [InlineData("1\n2\n2\n", 4, 1, "found the end of the file; expected the order of a block")]
    [InlineData("1\n1\n2\n1 0\n", 4, 3, "expected the end of the line, because the number of variables is 1")]
    [InlineData("2\n1\n2\n1 nan\n", 4, 3, "found 'nan'; expected a coefficient of the objective")]
    [InlineData("2\n1\n2\n1 1e400\n", 4, 3, "found '1e400'")]
    [InlineData("2\n1\n2\n1\n", 5, 1, "found the end of the file; expected a coefficient of the objective")]
    [InlineData("1\n1\n2\n1\n2 1 1 1 1\n", 5, 1, "found '2'; expected the number of a coefficient matrix, from 0 to 1")]
    [InlineData("1\n1\n2\n1\n-1 1 1 1 1\n", 5, 1, "found '-1'")]
    [InlineData("1\n1\n2\n1\n1 2 1 1 1\n", 5, 3, "found '2'; expected the number of a block, from 1 to 1")]
    [InlineData("1\n1\n2\n1\n1 1 0 1 1\n", 5, 5, "found '0'; expected a row, from 1 to 2")]
    [InlineData("1\n1\n2\n1\n1 1 1 3 1\n", 5, 7, "found '3'; expected a column, from 1 to 2")]
    [InlineData("1\n1\n-2\n1\n1 1 1 2 1\n", 5, 7, "found '2'; expected column 1, because block 1 is diagonal")]
    [InlineData("1\n1\n2\n1\n1 1 1 1\n", 5, 8, "found the end of the line; expected the value of the entry")]
    [InlineData("1\n1\n2\n1\n1 1 1 1\n2 2 2\n", 5, 8, "found the end of the line")]
    [InlineData("1\n1\n2\n1\n1 1 1", 5, 6, "found the end of the file; expected a column")]
    [InlineData("1\n1\n2\n1\n1 1 1 1 1e\n", 5, 9, "found '1e'; expected the value of the entry")]
    [InlineData("1\n1\n2\n1\n1 1 1 1 Infinity\n", 5, 9, "found 'Infinity'")]
    [InlineData("1\n1\n2\n1\n1 1 1 1 1e999\n", 5, 9, "at most 1.8e308")]
    [InlineData("1\n1\n2\n1\n1 1 1 1 1.0 x\n", 5, 13, "found 'x'; expected the number of a coefficient matrix")]
    [InlineData("1\r\n1\r\n2\r\n1\r\n1 1 1 1 1\r\n\r\nend\r\n", 7, 1, "found 'end'")]
    [InlineData("1\n1\n2\n1\n1 1 1 1 1.7e308\n1 1 1 1 1.7e308\n", 0, 0, "sum to more than a double can hold")]
    [InlineData("1\n1\n2\n1\n{{1,2},{3,4}}\n{{1,2},{2,4}}\n", 5, 9, "found '3'; expected 2, because row 2 and column 1 of matrix 0, block 1, mirror row 1 and column 2")]
    [InlineData("1\n1\n2\n1\n{{1,2},{2,4}}\n{{1,2},{2}}\n", 7, 1, "found the end of the file; expected a number of matrix 1, block 1, in SDPA's dense format")]
    [InlineData("1\n1\n-2\n1\n{1,2}\n{1}\n", 7, 1, "found the end of the file; expected a number of matrix 1, block 1, in SDPA's dense format")]
    [InlineData("1\n1\n-2\n1\n{1,2}\n{1,2}\n{3}\n", 7, 2, "found '3'; expected the end of the file behind 2 matrices in SDPA's dense format")]
    [InlineData("1\n1\n2\n1\n{{1,x},{3,4}}\n", 5, 5, "found 'x'; expected a number of matrix 0, block 1")]
    [InlineData("2\n1\n2\n1 1\n1 1 1 1 1\n2 1 2 2 1\n*INTEGER\n*1\n", 7, 1, "found '*INTEGER'; expected only continuous variables: those that SCIP-SDP lists here shall be integers (remove the section for the relaxation)")]
    [InlineData("1\n1\n2\n1\n1 1 1 1 1\n*rank1 of SCIP-SDP\n*1\n", 6, 1, "found '*rank1'; expected matrices of any rank")]
    [InlineData("1\n1\n2\n1\n*INTEGER\n*1\n", 5, 1, "found '*INTEGER'")]
    public void A_malformed_file_is_refused_with_the_place(string text, int line, int column, string part)
    {
        var exception = Assert.Throws<ProblemFormatException>(() => SdpaReader.Read(new TrickleStream(text), "file.dat-s"));
        Assert.Contains(part, exception.Message);
        Assert.Equal((line, column), (exception.Line, exception.Column));
        Assert.StartsWith(line > 0 ? $"file.dat-s:{line}:{column}: " : "file.dat-s: ", exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.Equal("file.dat-s", exception.SourceName);
    }

    [Fact]
    public void Comments_that_only_look_like_a_section_are_comments() =>
        Assert.Equal(1, SdpaReader.Read(new TrickleStream("*INTEGER points of a lattice\n\"*INTEGER\n1\n1\n2\n1\n* INTEGER\n\"*INTEGER\n*INTEGERS\n1 1 1 1 1\n")).Problem.VariableCount);

    [Fact]
    public void What_was_found_is_printable_and_short()
    {
        var exception = Assert.Throws<ProblemFormatException>(() => SdpaReader.Read(new TrickleStream("\u0001\u00e9" + new string('y', 10_000))));
        Assert.InRange(exception.Message.Length, 1, 200);
        Assert.DoesNotContain(exception.Message, char.IsControl);
    }

    [Fact]
    public void A_word_longer_than_the_buffer_is_refused() =>
        Assert.Contains("a word of more than", Assert.Throws<ProblemFormatException>(() => SdpaReader.Read(new TrickleStream("1\n" + new string('1', 70_000)))).Message);

    [Theory]
    [InlineData("2000000000\n1\n2\n1 2 3\n")]
    [InlineData("1\n2000000000\n2 2 2\n")]
    [InlineData("1\n1\n-2147483647\n1\n1 1 2147483647 2147483647 1\n")]
    public void A_declared_size_takes_no_memory(string text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Record.Exception(() => SdpaReader.Read(new TrickleStream(text)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
