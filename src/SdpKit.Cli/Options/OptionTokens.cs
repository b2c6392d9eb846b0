using System.CommandLine;

namespace SdpKit.Cli.Options;

/// <summary>Turns options that were given back into words of a command line.</summary>
internal static class OptionTokens
{
    /// <summary>Gets the words of the options that were given.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="options">The options of interest.</param>
    public static IEnumerable<(Option Option, string[] Words)> Given(ParseResult parse, IEnumerable<Option> options) =>
        from option in options
        let result = parse.GetResult(option)
        where result is { Implicit: false }
        select (option, (string[])[option.Name, .. result.Tokens.Select(token => token.Value)]);
}
