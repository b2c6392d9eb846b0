using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Writes the class names of a network as a line of text, a JSON array, for files that have a place for remarks.</summary>
internal static class ClassNameText
{
    /// <summary>What the line is called there.</summary>
    public const string Key = "sdpkit-classes";

    /// <summary>Gets the line; null where the classes have no names.</summary>
    public static string? Of(Network network)
    {
        if (network.ClassNames.IsEmpty)
        {
            return null;
        }

        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (string name in network.ClassNames)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Gives a network the names of a line; the network itself for null.</summary>
    /// <exception cref="ProblemFormatException">The line is no array of texts, or they are not the names of the network's outputs.</exception>
    public static Network Apply(string? line, Network network, string source)
    {
        try
        {
            if (line is null)
            {
                return network;
            }

            using JsonDocument document = JsonDocument.Parse(line);
            ImmutableArray<string> names = [.. document.RootElement.EnumerateArray().Select(name => name.GetString() ?? "")];
            return network.WithClassNames(names);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ProblemFormatException(source, 0, 0, $"{Key}: found {Quotation.Of(line!)}; expected a list with a name for each of {network.OutputSize} outputs, all different");
        }
    }
}
