using System.Text;
using FsCheck.Xunit;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class JsonProblemTests
{
    private const string Head = "{ \"format\": \"sdpkit-problem\", \"version\": 1, ";

    /// <summary>The example of docs/file-formats.md.</summary>
    private const string Example = """
        {
          "format": "sdpkit-problem",
          "version": 1,
          "objective": [1, -0.5],
          "blocks": [
            {
              "kind": "semidefinite",
              "order": 2,
              "entries": [
                [-1, 0, 0, -1],
                [0, 1, 0, 0.25]
              ],
              "lowRank": [
                { "variable": 0, "weights": [2], "columns": [[1, 1]] }
              ],
              "dense": [
                { "variable": 1, "columns": [[1, 0.5], [0.5, 1]] }
              ]
            },
            {
              "kind": "diagonal",
              "order": 3,
              "entries": [
                [1, 2, 2, 1]
              ]
            }
          ],
          "equalities": [
            { "entries": [[0, 1], [1, 1]], "rightHandSide": 1 }
          ],
          "quadratic": [
            [0, 0, 2],
            [1, 0, 0.1]
          ]
        }

        """;

    private static SdpProblem Read(string text) => JsonProblemReader.Read(new TrickleStream(text, 100), "file.json").Problem;

    private static string Text(SdpProblem problem)
    {
        using var stream = new MemoryStream();
        JsonProblemWriter.Write(problem, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Property(MaxTest = 300)]
    public void Every_problem_reads_back_bit_by_bit(int seed)
    {
        SdpProblem problem = RandomProblem.Full(seed);
        ProblemAssert.Equal(problem, Read(Text(problem)));
    }

    [Fact]
    public void The_documented_example_means_what_the_builder_makes()
    {
        var builder = new SdpProblemBuilder(2);
        builder.SetObjective([1.0, -0.5]);
        builder.AddSemidefiniteBlock(2);
        builder.AddDiagonalBlock(3);
        builder.AddEntry(SdpProblem.Constant, 0, 0, 0, -1.0);
        builder.AddEntry(0, 0, 1, 0, 0.25);
        builder.AddLowRank(0, 0, [1.0, 1.0], [2.0]);
        builder.AddDense(1, 0, [1.0, 0.5, 0.5, 1.0]);
        builder.AddEntry(1, 1, 2, 2, 1.0);
        int equality = builder.AddEquality(1.0);
        builder.AddEqualityEntry(equality, 0, 1.0);
        builder.AddEqualityEntry(equality, 1, 1.0);
        builder.AddQuadraticEntry(0, 0, 2.0);
        builder.AddQuadraticEntry(1, 0, 0.1);
        ProblemAssert.Equal(builder.Build(), Read(Example));
        Assert.Equal(Example, Text(builder.Build()));
    }

    [Fact]
    public void Properties_come_in_any_order() => ProblemAssert.Equal(
        Read(Head + "\"objective\": [1], \"blocks\": [{ \"kind\": \"diagonal\", \"order\": 1, \"entries\": [[0, 0, 0, 1]] }] }"),
        Read("{ \"blocks\": [{ \"entries\": [[0, 0, 0, 1]], \"order\": 1, \"kind\": \"diagonal\" }], \"objective\": [1], \"version\": 1, \"format\": \"sdpkit-problem\" }"));

    [Fact]
    public void A_reader_of_problems_tells_the_formats_apart_by_content()
    {
        ProblemAssert.Equal(Read(Example), ProblemReader.Read(new TrickleStream("\uFEFF \r\n" + Example, 1)).Problem);
        byte[] gzip = GzipInputTests.Compress(Encoding.UTF8.GetBytes(Example));
        ProblemAssert.Equal(Read(Example), ProblemReader.Read(new TrickleStream(gzip, 1)).Problem);
        Assert.Equal(3, ProblemReader.Read(new TrickleStream(RivalSolutions.ProblemText, 1)).Problem.VariableCount);
        Assert.Contains("'format'", Assert.Throws<ProblemFormatException>(() => ProblemReader.Read(new TrickleStream("{}"))).Message);
    }

    [Fact]
    public void An_entry_given_again_is_summed_and_the_caller_told()
    {
        string text = Head + "\"objective\": [1], \"blocks\": [{ \"kind\": \"semidefinite\", \"order\": 2, \"entries\": [[0, 0, 1, 1], [0, 1, 0, 2]] }] }";
        ProblemFile file = JsonProblemReader.Read(new TrickleStream(text));
        Assert.Equal([3.0], file.Problem.Coefficients[0].Values.ToArray());
        Assert.Contains("first in block 0; 1 were added", Assert.Single(file.Warnings));
    }

    [Theory]
    [InlineData("[0, 0, 0, 1]", "[2, 0, 0, 1]", "found '2'; expected a variable, from -1 to 1")]
    [InlineData("[0, 0, 0, 1]", "[0.5, 0, 0, 1]", "found '0.5'; expected a variable")]
    [InlineData("[0, 0, 0, 1]", "[0, 3, 0, 1]", "found '3'; expected a row, from 0 to 2")]
    [InlineData("[0, 0, 0, 1]", "[0, 0, 1]", "found ']'; expected the value of an entry")]
    [InlineData("[0, 0, 0, 1]", "[0, 0, 0, 1, 1]", "found '1'; expected the end of the entry")]
    [InlineData("[0, 0, 0, 1]", "[0, 0, 0, 1e400]", "found '1e400'; expected the value of an entry")]
    [InlineData("[0, 0, 0, 1]", "[0, 0, 0, NaN]", "not valid JSON")]
    [InlineData("[0, 0, 0, 1]", "[0, 0, 0, \"1\"]", "found '1'; expected the value of an entry")]
    [InlineData("[0, 0, 0, 1]", "[0, 0, 0, null]", "found 'null'")]
    [InlineData("[1, 1, 1, 1]", "[1, 1, 0, 1]", "expected column 1, because the block is diagonal")]
    [InlineData("\"order\": 3", "\"order\": 0", "expected the order of a block, from 1")]
    [InlineData("\"order\": 3", "\"order\": 3000000000", "found '3000000000'")]
    [InlineData("\"semidefinite\"", "\"definite\"", "found 'definite'; expected \"semidefinite\" or \"diagonal\"")]
    [InlineData("\"kind\": \"semidefinite\", ", "", "found no property 'kind'")]
    [InlineData("\"weights\": [1]", "\"weights\": [1, 2]", "a factor of 3 values and 2 weights")]
    [InlineData("\"weights\": [1]", "\"weights\": []", "at least one weight")]
    [InlineData("\"weights\": [1], ", "", "found no property 'weights'")]
    [InlineData("[0, 5, 0]", "[0, 5, 1]", "not symmetric")]
    [InlineData("[0, 5, 0]", "[0, 5]", "has 8 values; expected 3 x 3")]
    [InlineData("\"objective\"", "\"objektive\"", "the property 'objektive' with the value '['; expected format, version, objective, blocks")]
    [InlineData("\"version\": 1", "\"version\": 2", "found '2'; expected a version that this program knows, from 1 to 1")]
    [InlineData("\"version\": 1", "\"version\": 1, \"version\": 1", "the property 'version' again")]
    [InlineData("sdpkit-problem", "something", "found 'something'; expected \"sdpkit-problem\"")]
    [InlineData("[0, 0, 2]", "[0, 0, -2]", "not convex")]
    [InlineData("[0, 0, 2]", "[0, 2, 2]", "found '2'; expected a variable, from 0 to 1")]
    [InlineData("\"rightHandSide\": 1", "\"rightHandSide\": [1]", "found '['; expected the right-hand side")]
    [InlineData(", \"rightHandSide\": 1", "", "found no property 'rightHandSide'")]
    [InlineData("} ]", "} ] ]", "not valid JSON")]
    public void A_malformed_file_is_refused_with_line_and_column(string part, string replacement, string message)
    {
        const string text = Head + """
             "objective": [1, 2],
             "blocks": [
               { "kind": "semidefinite", "order": 3, "entries": [[0, 0, 0, 1]],
                 "lowRank": [{ "variable": 1, "weights": [1], "columns": [[1, 2, 3]] }],
                 "dense": [{ "variable": 1, "columns": [[1, 0, 0], [0, 5, 0], [0, 0, 1]] }] },
               { "kind": "diagonal", "order": 2, "entries": [[1, 1, 1, 1]] } ],
             "equalities": [{ "entries": [[0, 1]], "rightHandSide": 1 }],
             "quadratic": [[0, 0, 2]] }
            """;
        Read(text);
        Assert.Contains(part, text);
        string broken = text.Replace(part, replacement);
        var exception = Assert.Throws<ProblemFormatException>(() => Read(broken));
        Assert.Contains(message, exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.InRange(exception.Line, 1, broken.Count(letter => letter == '\n') + 1);
        Assert.InRange(exception.Column, 1, 200);
        Assert.StartsWith($"file.json:{exception.Line}:{exception.Column}: ", exception.Message);
    }

    [Fact]
    public void An_error_points_at_the_number()
    {
        var exception = Assert.Throws<ProblemFormatException>(() => Read("{ \"format\": \"sdpkit-problem\",\n\"version\": 1,\n\"objective\": [1, 2e999],\n \"blocks\": [] }"));
        Assert.Equal((3, 18), (exception.Line, exception.Column));
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        string whole = Example.TrimEnd();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<ProblemFormatException>(() => Read(whole[..length]));
        }
    }
}
