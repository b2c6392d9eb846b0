using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace SdpKit.Cli.Output;

/// <summary>Writes the one JSON object of a command.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = new PlainJsonEncoder() };

    /// <summary>Writes an object on one line, with the members that every object has first.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> writeMembers)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", ToolInformation.Version);
            json.WriteString("instructionSet", InstructionSet.Name);
            writeMembers(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    /// <summary>Writes a member; what is not a finite number is null.</summary>
    public static void WriteReal(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.WriteRealValue(value);
    }

    /// <summary>Writes a whole number, or null.</summary>
    public static void WriteWhole(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes an array, or null.</summary>
    public static void WriteReals(this Utf8JsonWriter json, string name, double[]? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteRealValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an array of texts, or null.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string>? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteRealValue(this Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
