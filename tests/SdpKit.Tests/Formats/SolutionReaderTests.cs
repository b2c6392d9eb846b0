using System.Text;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public sealed class SolutionReaderTests
{
    [Theory]
    [InlineData("xVec =\n{1.5}\nxMat =\n{{{2}}}\nyMat =\n{{{3}}}\nvVec =\n{4}\n", 4.0)]
    [InlineData("* log\nxVec =\n{1.5}\nxMat =\n{{{2}}}\nyMat =\n{{{3}}}\n", null)]
    [InlineData("1.5\n1 1 1 1 2\n2 1 1 1 3\n", null)]
    [InlineData("  +1.5\n2 1 1 1 3\n1 1 1 1 2\n", null)]
    public void Format_is_told_apart_by_the_first_character(string text, double? multiplier)
    {
        SolutionPoint point = Read(text);
        Assert.Equal([1.5], point.Variables.ToArray());
        Assert.Equal(2.0, point.PrimalMatrix[0, 0, 0]);
        Assert.Equal(3.0, point.DualMatrix[0, 0, 0]);
        Assert.Equal(multiplier is { } value ? [value] : [], point.EqualityMultipliers.ToArray());
    }

    [Fact]
    public void Multipliers_survive_writing_and_reading()
    {
        SolutionPoint point = Read("1.5\n1 1 1 1 2\n") with { EqualityMultipliers = [1.0 / 3.0] };
        using var stream = new MemoryStream();
        SdpaSolutionFormat.Write(point, stream);
        Assert.Equal([1.0 / 3.0], Read(Encoding.ASCII.GetString(stream.ToArray())).EqualityMultipliers.ToArray());
    }

    [Theory]
    [InlineData("xVec =\n{1.5}\nxMat =\n{{{2}}}\nyMat =\n{{{3}}}\nvVec =\n{}\n")]
    [InlineData("xVec =\n{1.5}\nxMat =\n{{{2}}}\nyMat =\n{{{3}}}\nvVec =\n{1, 2}\n")]
    [InlineData("")]
    public void Wrong_count_of_numbers_is_refused(string text) => Assert.Throws<ProblemFormatException>(() => Read(text));

    private static SolutionPoint Read(string text)
    {
        var builder = new SdpProblemBuilder(1);
        builder.AddSemidefiniteBlock(1);
        builder.AddEqualityEntry(builder.AddEquality(1.0), 0, 1.0);
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(text));
        return SolutionReader.Read(builder.Build(), stream);
    }
}
