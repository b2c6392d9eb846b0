using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SdpKit.Cli.Output;

/// <summary>Writes the one JSON object of a command.</summary>
internal static class JsonOutput
{
    /// <summary>Writes an object on one line, with the members that every object has first.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> writeMembers)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();

            // As it is: the default encoder would write its plus sign as six characters, and an encoder that does not takes as long to set up as a tiny solve.
            json.WritePropertyName("version");
            json.WriteRawValue($"\"{ToolInformation.Version}\"");
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
