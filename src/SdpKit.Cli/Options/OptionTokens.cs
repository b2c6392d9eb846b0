using System.CommandLine;
using System.Text.Json;

namespace SdpKit.Cli.Options;

/// <summary>Turns options into words of a command line: those that a user gave, and those of a JSON file.</summary>
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

    /// <summary>Reads options from a JSON object: <c>{"layers": "2-10-3", "bound": 8, "constant-rate": true}</c>.</summary>
    /// <exception cref="InputException">The file is something else, or names what is no option.</exception>
    public static IEnumerable<(Option Option, string[] Words)> Read(ToolConfiguration configuration, string path, IReadOnlyCollection<Option> options)
    {
        string file = ToolConfiguration.NameOf(path);
        using Stream stream = configuration.Open(path);
        using JsonDocument document = Parse(stream, file);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InputException($"{file}: found no JSON object; expected one with a member for each option");
        }

        return [.. document.RootElement.EnumerateObject().Select(member => Word(member, file, options)).Where(words => words.Words.Length > 0)];
    }

    private static JsonDocument Parse(Stream stream, string file)
    {
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException exception)
        {
            throw new InputException($"{file}({exception.LineNumber + 1},{exception.BytePositionInLine + 1}): found no JSON ({exception.Message.Split('.')[0]}); expected an object with a member for each option", exception);
        }
    }

    private static (Option Option, string[] Words) Word(JsonProperty member, string file, IReadOnlyCollection<Option> options)
    {
        Option option = options.FirstOrDefault(option => option.Name == $"--{member.Name}")
            ?? throw new InputException($"{file}: found the member \"{member.Name}\"; expected an option without its dashes: {string.Join(", ", options.Select(option => option.Name.TrimStart('-')))}");
        return (option, member.Value.ValueKind switch
        {
            JsonValueKind.String when option is not Option<bool> => [option.Name, member.Value.GetString()!],
            JsonValueKind.Number when option is not Option<bool> => [option.Name, member.Value.GetRawText()],
            JsonValueKind.True when option is Option<bool> => [option.Name],
            JsonValueKind.False when option is Option<bool> => [],
            _ => throw new InputException($"{file}: found {OneLine.Of(member.Value.GetRawText())} for \"{member.Name}\"; expected {(option is Option<bool> ? "true or false" : "a number or a string")}"),
        });
    }
}
