using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace SdpKit.Cli.Options;

/// <summary>Reads options from a JSON object, a member each: <c>{"layers": "2-10-3", "bound": 8, "constant-rate": true}</c>.</summary>
internal sealed class OptionFile
{
    private readonly string _file;
    private readonly byte[] _bytes;

    private OptionFile(string file, byte[] bytes) => (_file, _bytes) = (file, bytes);

    /// <summary>Reads the words of the options of a file.</summary>
    /// <exception cref="InputException">The file is something else, names what is no option, or one option twice.</exception>
    public static IEnumerable<(Option Option, string[] Words)> Read(ToolConfiguration configuration, string path, IReadOnlyCollection<Option> options)
    {
        using Stream stream = configuration.Open(path);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var file = new OptionFile(ToolConfiguration.NameOf(path), memory.ToArray());
        try
        {
            return file.Read(options);
        }
        catch (JsonException exception)
        {
            throw new InputException(
                $"{file._file}({exception.LineNumber + 1},{exception.BytePositionInLine + 1}): found no JSON ({exception.Message.Split('.')[0]}); expected an object with a member for each option", exception);
        }
    }

    private List<(Option Option, string[] Words)> Read(IReadOnlyCollection<Option> options)
    {
        int start = _bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(_bytes.AsSpan(start));
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Error(start, "found no JSON object; expected one with a member for each option");
        }

        var words = new List<(Option Option, string[] Words)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int place = start + (int)reader.TokenStartIndex;
            string name = reader.GetString()!;
            reader.Read();
            using JsonDocument value = JsonDocument.ParseValue(ref reader);
            Option option = options.FirstOrDefault(option => option.Name == $"--{name}")
                ?? throw Error(place, $"found the member \"{OneLine.Of(name)}\"; expected an option without its dashes: {string.Join(", ", options.Select(option => option.Name.TrimStart('-')))}");
            if (!seen.Add(name))
            {
                throw Error(place, $"found the member \"{name}\" again; expected it once");
            }

            words.Add((option, Word(option, value.RootElement, place)));
        }

        // What follows the object is an error of the reader.
        reader.Read();
        return [.. words.Where(word => word.Words.Length > 0)];
    }

    private string[] Word(Option option, JsonElement value, int place)
    {
        bool isSwitch = option.ValueType == typeof(bool);
        bool isChoice = option.ValueType == typeof(bool?);
        return value.ValueKind switch
        {
            JsonValueKind.String when !isSwitch && !isChoice => [option.Name, value.GetString()!],
            JsonValueKind.Number when !isSwitch && !isChoice => [option.Name, value.GetRawText()],
            JsonValueKind.True when isSwitch || isChoice => [option.Name],
            JsonValueKind.False when isSwitch => [],
            JsonValueKind.False when isChoice => [option.Name, "false"],
            _ => throw Error(place, $"found {OneLine.Of(value.GetRawText())} for \"{option.Name.TrimStart('-')}\"; expected {(isSwitch || isChoice ? "true or false" : "a number or a string")}"),
        };
    }

    private InputException Error(int place, string problem)
    {
        ReadOnlySpan<byte> before = _bytes.AsSpan(0, place);
        return new InputException($"{_file}({before.Count((byte)'\n') + 1},{before.Length - before.LastIndexOf((byte)'\n')}): {problem}");
    }
}
