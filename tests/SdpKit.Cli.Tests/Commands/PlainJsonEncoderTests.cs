using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using SdpKit.Cli.Output;

namespace SdpKit.Cli.Tests.Commands;

public class PlainJsonEncoderTests
{
    [Theory]
    [InlineData("0.1.0+66003e7", "0.1.0+66003e7")]
    [InlineData("a \"b\" <c> & 'd' \\ e", "a \\\"b\\\" <c> & 'd' \\\\ e")]
    [InlineData("line\nbell\a", "line\\u000abell\\u0007")]
    [InlineData("Lovász \U0001d703", "Lovász \U0001d703")]
    public void Only_what_JSON_demands_is_escaped(string text, string expected)
    {
        Assert.Equal($"\"{expected}\"", Write(text));
    }

    [Fact]
    public void Half_a_pair_is_replaced()
    {
        Assert.Equal("\"a\uFFFDb\"", Write("a\ud835b"));
    }

    [Property]
    public bool Any_text_is_read_as_it_was_written(string? text)
    {
        string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
        return JsonSerializer.Deserialize<string>(Write(valid)) == valid;
    }

    private static string Write(string text)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = new PlainJsonEncoder() }))
        {
            json.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
