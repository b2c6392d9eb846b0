using System.CommandLine;

namespace SdpKit.Cli.Tests;

public sealed class CommandTreeTests
{
    [Theory]
    [InlineData("solve file")]
    [InlineData("solve - --json --quiet --threads 2 --out solution --format csdp")]
    [InlineData("solve --tolerance=1e-3 file")]
    [InlineData("solve -- --help")]
    [InlineData("solve solve")]
    [InlineData("check problem solution --json")]
    [InlineData("certify network --radius 1 --center 1,2")]
    [InlineData("verify certificate network")]
    [InlineData("bench folder --rival csdp --rival sdpa --resume")]
    public void One_command_is_enough_for_a_command_line_that_makes_sense(string line)
    {
        string[] arguments = line.Split(' ');
        ParseResult? one = CommandTree.ParseWithOne(arguments);
        ParseResult all = CommandTree.ParseWithAll(arguments);
        Assert.NotNull(one);
        Assert.Empty(all.Errors);
        Assert.Equal(arguments[0], one.CommandResult.Command.Name);
        Assert.Equal(Given(all), Given(one));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--version")]
    [InlineData("juggle")]
    [InlineData("solve")]
    [InlineData("solve --help")]
    [InlineData("solve file -h")]
    [InlineData("check -?")]
    [InlineData("check problem solution --help=true")]
    [InlineData("certify /h")]
    [InlineData("verify /?")]
    [InlineData("bench folder --threads none")]
    [InlineData("bench folder --bogus")]
    public void All_commands_have_the_word_where_help_is_asked_for_or_something_is_wrong(string line) =>
        Assert.Null(CommandTree.ParseWithOne(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static IEnumerable<string> Given(ParseResult parse) => parse.CommandResult.Children.Select(child => $"{child}").Order(StringComparer.Ordinal);
}
